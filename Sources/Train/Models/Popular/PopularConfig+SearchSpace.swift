extension PopularConfig {
    /// From a day, where news go stale, to a year. The first trial of a search has the default, no decay at all. Groups are
    /// for the owner to choose.
    package static var searchSpace: SearchSpace {
        SearchSpace([TunableSetting("half_life_days", .numbers(1...365, .logarithmic))])
    }
}
