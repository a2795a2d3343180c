extension String {
    /// The text as a sentence of its own: with a full stop, unless it ends like one already.
    public var asSentence: String {
        guard let last, !".?!".contains(last) else { return self }
        return self + "."
    }
}
