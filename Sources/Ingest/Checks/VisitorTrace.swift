import Domain

/// What is remembered of one visitor, to tell a robot from a person.
struct VisitorTrace: RecentEntry {
    /// Different items a day.
    var breadth = BotBreadth()
    /// Equal intervals.
    var regularity = BotRegularity()
    /// Pages a minute.
    var rate = BotRate()
    /// What was found; it stays.
    var marks = CheckMarks()

    init() {}

    func write(to writer: inout MemoryWriter) {
        rate.write(to: &writer)
        regularity.write(to: &writer)
        breadth.write(to: &writer)
        writer.write(marks.rawValue)
    }

    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        rate = try BotRate(from: &reader)
        regularity = try BotRegularity(from: &reader)
        breadth = try BotBreadth(from: &reader)
        marks = CheckMarks(rawValue: try reader.number())
    }
}
