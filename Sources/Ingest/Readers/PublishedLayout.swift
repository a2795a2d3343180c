/// The columns of data sets that are published without a header.
///
/// *Source:* Harper and Konstan, "The MovieLens Datasets: History and Context", 2015, doi:10.1145/2827872, and the
/// README files of ml-100k and ml-1m. MovieTweetings keeps the layout of ml-1m with two columns of users.
enum PublishedLayout {
    /// What separates the fields of the format's file of `kind`.
    static func delimiter(of format: SourceFormat, for kind: RecordKind) -> Delimiter {
        guard format == .movielens100k else { return .doubleColon }
        return kind == .event ? .tab : .bar
    }

    /// The columns of the format's file of `kind`, whose first row has `count` fields.
    static func columns(of format: SourceFormat, for kind: RecordKind, count: Int) -> [FixedColumn] {
        switch (kind, format) {
        case (.event, _): [.role(.user), .role(.item), .role(.value), .role(.time)]
        case (.item, .movielens100k):
            [.role(.item), .role(.title), .role(.publishedAt), .extra("video_release_date"), .role(.url), .unused]
                + genres.map(FixedColumn.flag)
        case (.item, _): [.role(.item), .role(.title), .role(.categories)]
        case (.user, .movielens100k):
            [.role(.user), .extra("age"), .extra("gender"), .extra("occupation"), .extra("zip_code")]
        case (.user, _):
            count == 2
                ? [.role(.user), .extra("twitter_id")]
                : [.role(.user), .extra("gender"), .extra("age"), .extra("occupation"), .extra("zip_code")]
        }
    }

    /// The genres of `u.item` in the order of their flags. The first flag of the 19, "unknown", is no genre.
    private static let genres = [
        "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
        "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ]
}
