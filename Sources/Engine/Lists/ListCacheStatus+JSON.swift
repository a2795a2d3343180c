package import Domain

extension ListCacheStatus {
    /// The standing as the API gives it.
    package var json: JSONObject {
        [
            "lists": .integer(Int64(lists)), "bytes": .integer(Int64(bytes)),
            "maximum_bytes": .integer(Int64(maximumBytes)), "hits": .integer(Int64(hits)),
            "misses": .integer(Int64(misses)), "renewals": .integer(Int64(renewals)), "late": .integer(Int64(late)),
            "hit_rate": hitRate.map(JSONValue.number) ?? .null,
        ]
    }
}
