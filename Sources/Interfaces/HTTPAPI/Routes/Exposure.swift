import Domain
import Engine
import Hummingbird

/// Which share of all lists each supplier had.
struct Exposure: Sendable {
    let engine: Kindred

    /// Its route.
    var routes: [Route] {
        [Route(.get, "/api/v1/exposure") { _, _ in .json(.object(engine.exposure(at: Kindred.now()).json)) }]
    }
}
