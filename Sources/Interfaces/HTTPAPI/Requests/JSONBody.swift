import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// Reads the body of a request as JSON, within bounds.
struct JSONBody: Sendable {
    /// The largest body, in bytes.
    let maximumBytes: Int

    /// The object in the body of `request`; an empty object where there is no body and `mayBeEmpty`.
    /// - Throws: ``Problem`` 400, 413 or 415.
    func object(of request: Request, mayBeEmpty: Bool = false) async throws -> JSONObject {
        let buffer = try await bytes(of: request)
        if mayBeEmpty, buffer.readableBytes == 0 { return [:] }
        let value = try parsed(buffer)
        guard let object = value.object else {
            throw Problem(.badRequest, "The body is \(value.typeName); send a JSON object.")
        }
        return object
    }

    /// The value in the body of `request`.
    /// - Throws: ``Problem`` 400, 413 or 415.
    func value(of request: Request) async throws -> JSONValue { try parsed(try await bytes(of: request)) }

    /// The requests in the body of `request`: those of an array, or one a line of JSON (`application/x-ndjson`).
    /// - Throws: ``Problem`` 400, 413 or 415.
    func requests(of request: Request) async throws -> [BatchRequest] {
        guard request.headers[.contentType].map({ MediaName($0).isLines }) == true else {
            try checkType(of: request, orLines: "a request")
            let value = try parsed(try await collected(request))
            return (value.array ?? [value]).map(BatchRequest.json)
        }
        try checkCoding(of: request)
        let bytes = try await collected(request).readableBytesView
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { BatchRequest(line: Array($0.element), number: $0.offset + 1) }
    }

    private func bytes(of request: Request) async throws -> ByteBuffer {
        try checkType(of: request)
        return try await collected(request)
    }

    private func collected(_ request: Request) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBytes { throw tooLarge }
        do {
            return try await request.body.collect(upTo: maximumBytes)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as HTTPParserError {
            throw error
        } catch {
            throw Problem(.badRequest, "The body ended before its announced length. Send it again.")
        }
    }

    private var tooLarge: Problem {
        Problem(.contentTooLarge, "The body has over \(maximumBytes) bytes. Send it in several requests.")
    }

    /// Passes for JSON; `lines` is what may come a line each instead, where something may.
    private func checkType(of request: Request, orLines lines: String? = nil) throws(Problem) {
        try checkCoding(of: request)
        guard let type = request.headers[.contentType] else { return }
        let name = MediaName(type).text
        guard name == "application/json" || name == "application/merge-patch+json" else {
            let other = lines.map { ", or a line \($0) with application/x-ndjson" } ?? ""
            throw Problem(
                .unsupportedMediaType,
                "The body is not JSON. Send JSON with content-type: application/json\(other).")
        }
    }

    private func checkCoding(of request: Request) throws(Problem) {
        guard let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" else { return }
        throw Problem(.unsupportedMediaType, "The body is compressed. Send it as it is, without content-encoding.")
    }

    private func parsed(_ buffer: ByteBuffer) throws -> JSONValue {
        let value: JSONValue
        do {
            value = try buffer.withUnsafeReadableBytes { try JSONParser.parse($0.bindMemory(to: UInt8.self)) }
        } catch let error as JSONError {
            throw Problem(.badRequest, "The body is \(error).")
        }
        guard value.hasNoObject(over: JSONObject.maximumMembers) else {
            throw Problem(
                .badRequest,
                "The body has an object with over \(JSONObject.maximumMembers) members. Split it or nest it.")
        }
        return value
    }
}
