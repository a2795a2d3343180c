/// Tells when a connection was idle for so long that it is to be closed: nothing happened between several looks.
///
/// So what does happen is noted with one bit, and no clock is read for it.
struct IdleWatch {
    /// How many milliseconds lie between two looks.
    static let betweenLooksMs = KindredServer.idleSeconds * 1000 / Int64(looks)
    private static let looks = 4

    /// Whether anything happened since the last look.
    var wasActive = true
    private var quiet = 0

    /// Whether the connection is idle; never while it `isBusy`.
    mutating func look(isBusy: Bool) -> Bool {
        quiet = wasActive || isBusy ? 0 : quiet + 1
        wasActive = false
        return quiet >= Self.looks
    }
}
