import Foundation

/// A TCP connection to this machine that speaks as much HTTP as the benchmark needs.
final class Wire {
    /// What the kernel knows it by.
    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0

    /// Connects.
    init(port: Int) throws {
        #if os(Linux)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var (one, address) = (Int32(1), sockaddr_in())
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw BenchError("Cannot connect to port \(port).") }
    }

    deinit { close(descriptor) }

    /// Sends everything.
    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
            guard count > 0 else { throw BenchError("The server closed a connection.") }
            sent += count
        }
    }

    /// Reads until an answer is whole, and gives its body to `body`.
    func answer<Result>(_ body: (ArraySlice<UInt8>) throws -> Result) throws -> Result {
        while true {
            try receive()
            if let result = try takeAnswer(body) { return result }
        }
    }

    /// Reads what is there.
    func receive() throws {
        if filled == buffer.count { buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count)) }
        let count = buffer.withUnsafeMutableBytes { bytes in
            recv(descriptor, bytes.baseAddress?.advanced(by: filled), bytes.count - filled, 0)
        }
        guard count > 0 else { throw BenchError("The server closed a connection.") }
        filled += count
    }

    /// Gives the body of an answer that is whole to `body`; nil while it is not.
    func takeAnswer<Result>(_ body: (ArraySlice<UInt8>) throws -> Result) throws -> Result? {
        guard let end = find("\r\n\r\n"), let place = find("ength: "), place < end else {
            return nil
        }
        var (length, digit) = (0, place)
        while buffer[digit] >= 48, buffer[digit] <= 57 {
            length = 10 * length + Int(buffer[digit] - 48)
            digit += 1
        }
        guard filled >= end + length else { return nil }
        defer { filled = 0 }
        guard buffer[9] == UInt8(ascii: "2") else {
            throw BenchError("The server answered \(String(decoding: buffer[0..<filled], as: UTF8.self))")
        }
        return try body(buffer[end..<end + length])
    }

    /// Where `text` ends; nil where it is not.
    private func find(_ text: StaticString) -> Int? {
        let count = text.utf8CodeUnitCount
        guard filled >= count else { return nil }
        return buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            for place in 0...(filled - count) where memcmp(base + place, text.utf8Start, count) == 0 {
                return place + count
            }
            return nil
        }
    }
}

/// The number after `"accepted":` in the body of an answer.
func acceptedCount(_ body: ArraySlice<UInt8>) throws -> Int {
    let name = Array(#""accepted":"#.utf8)
    guard let place = body.indices.first(where: { body[$0...].starts(with: name) }) else {
        throw BenchError("An answer tells no \"accepted\": \(String(decoding: body, as: UTF8.self))")
    }
    return body[(place + name.count)...].prefix { (48...57).contains($0) }.reduce(0) { 10 * $0 + Int($1 - 48) }
}
