import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// Takes in what visitors did.
struct Events: Sendable {
    let engine: Kindred
    let config: KindredConfig.Server

    /// Its routes.
    var routes: [Route] {
        [
            Route(.post, "/api/v1/events", record),
            Route(.get, "/api/v1/events/schema") { _, _ in .json(.object(EventSchema.json)) },
        ]
    }

    /// Keeps the valid events, and says of each other one what is wrong.
    ///
    /// 200 when at least one was valid or there was none; 400 when there were only bad ones.
    private func record(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let report = try await deliver(request, to: try delivery(request))
        if let problem = Self.problem(of: report) { throw problem }
        return .json(.object(report.json))
    }

    /// The problem that a delivery is that had only bad events; nil for any other.
    static func problem(of report: EventReport) -> Problem? {
        guard report.accepted == 0, report.duplicates == 0, let first = report.rejected.first else { return nil }
        var problem = Problem(
            .badRequest, "No event was valid; the first: \(first.error)".asSentence, errors: [first.error])
        problem.members = report.json
        return problem
    }

    private func delivery(_ request: Request) throws -> EventDelivery {
        let form = try EventForm(request.headers)
        let maximum = form.form == .lines ? config.maximumStreamBytes : config.maximumBodyBytes
        return engine.delivery(
            form.form, isPacked: form.isPacked, maximumBytes: maximum, sent: try Self.sentAt(request.headers))
    }

    /// Passes the body on as it comes; the next piece is only asked for when the last one is worked off.
    private func deliver(_ request: Request, to delivery: consuming EventDelivery) async throws -> EventReport {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) { try await delivery.announce(length) }
        do {
            for try await buffer in request.body { try await delivery.take(Array(buffer.readableBytesView)) }
        } catch let error as DeliveryError {
            throw error
        } catch let error as HTTPParserError {
            throw error
        } catch {
            throw Problem(.badRequest, "The body ended before its announced length. Send it again.")
        }
        return try await delivery.finish()
    }

    private static func sentAt(_ headers: HTTPFields) throws(FieldError) -> Timestamp? {
        guard let text = headers[.sentAt] else { return nil }
        guard let time = Timestamp(rfc3339: text) ?? Double(text).flatMap({ Timestamp(unix: $0) }) else {
            throw FieldError("x-sent-at", "is no RFC 3339 time; write it like 2026-11-21T07:30:00Z")
        }
        return time
    }
}

/// How the events of a request are written, by its headers.
private struct EventForm {
    let form: EventDelivery.Form
    let isPacked: Bool

    init(_ headers: HTTPFields) throws(Problem) {
        switch headers[.contentEncoding]?.lowercased() {
        case nil, "identity": isPacked = false
        case "gzip", "x-gzip": isPacked = true
        default:
            throw Problem(
                .unsupportedMediaType, "The body is packed in a way not known here. Pack it with gzip, or not.")
        }
        let name = MediaName(headers[.contentType] ?? "application/json")
        if name.isLines {
            form = .lines
        } else if name.text == "application/json" {
            form = .document
        } else {
            throw Problem(
                .unsupportedMediaType,
                "The body is not JSON. Send JSON with content-type: application/json, or a line an event with "
                    + "application/x-ndjson.")
        }
    }
}

extension HTTPField.Name {
    /// What the sender's clock said when it sent.
    static let sentAt = named("x-sent-at")
}
