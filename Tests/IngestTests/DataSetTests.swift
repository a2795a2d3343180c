import Domain
import Testing

@testable import Ingest

@Suite struct DataSetTests {
    @Test(.enabled(if: DataSets.has("ml-100k"), "needs the ml-100k data set; set KINDRED_DATA_SETS"))
    func `ML-100K is read whole by its names`() throws {
        let ratings = try Reading(EventReader(path: DataSets.path("ml-100k/u.data")))
        #expect((ratings.records.count, ratings.refusals.count) == (100_000, 0))
        #expect(ratings.records.allSatisfy { $0.kind == .rating && (1...5).contains($0.value ?? 0) })
        #expect(Set(ratings.records.map(\.user)).count == 943)
        #expect(Set(ratings.records.map(\.item)).count == 1682)
        #expect(Set(ratings.records.map(\.identity)).count == 100_000)
        let movies = try Reading(ItemReader(path: DataSets.path("ml-100k/u.item")))
        #expect((movies.records.count, movies.refusals.count) == (1682, 0))
        #expect(movies.records[0].title == "Toy Story (1995)")
        #expect(movies.records[0].categories == ["Animation", "Children's", "Comedy"])
        #expect(movies.records[0].publishedAt?.description == "1995-01-01T00:00:00Z")
        let people = try Reading(UserReader(path: DataSets.path("ml-100k/u.user")))
        #expect((people.records.count, people.refusals.count) == (943, 0))
        #expect(people.records[0].attributes["age"] == 24)
        #expect(people.records[0].attributes["zip_code"] == "85711")
    }

    @Test(.enabled(if: DataSets.has("ml-100k"), "needs the ml-100k data set; set KINDRED_DATA_SETS"))
    func `ML-100K read by columns has the same events as by its format`() throws {
        var options = SourceOptions()
        options.columns = try ColumnMapping(parsing: "user=1,item=2,value=3,time=4")
        options.kind = .rating
        let path = DataSets.path("ml-100k/u.data")
        let byColumns = try Reading(EventReader(path: path, options: options))
        #expect(byColumns.records == (try Reading(EventReader(path: path))).records)
    }

    @Test(.enabled(if: DataSets.has("ml-latest-small"), "needs ml-latest-small; set KINDRED_DATA_SETS"))
    func `ml-latest-small is read whole, by recognised names and by named columns`() throws {
        let path = DataSets.path("ml-latest-small/ratings.csv")
        let recognised = try Reading(EventReader(path: path))
        #expect((recognised.records.count, recognised.refusals.count) == (100_836, 0))
        #expect(recognised.records.allSatisfy { $0.kind == .rating && $0.time != .unknown && $0.context.isEmpty })
        var options = SourceOptions()
        options.columns = try ColumnMapping(parsing: "user=userId,item=movieId,value=rating,time=timestamp")
        #expect(try Reading(EventReader(path: path, options: options)).records == recognised.records)
        let movies = try Reading(ItemReader(path: DataSets.path("ml-latest-small/movies.csv")))
        #expect((movies.records.count, movies.refusals.count) == (9742, 0))
        #expect(movies.records.contains { $0.title == "American President, The (1995)" })
        #expect(movies.records.contains { $0.categories.isEmpty })
    }

    @Test(.enabled(if: DataSets.has("movietweetings-100k"), "needs movietweetings-100k; set KINDRED_DATA_SETS"))
    func `MovieTweetings has the layout of ML-1M, in UTF-8`() throws {
        let ratings = try Reading(EventReader(path: DataSets.path("movietweetings-100k/ratings.dat")))
        #expect((ratings.records.count, ratings.refusals.count) == (100_000, 0))
        let movies = try Reading(ItemReader(path: DataSets.path("movietweetings-100k/movies.dat")))
        #expect((movies.records.count, movies.refusals.count) == (10_506, 0))
        #expect(movies.records[0].title == "Fantômas - À l'ombre de la guillotine (1913)")
        let people = try Reading(UserReader(path: DataSets.path("movietweetings-100k/users.dat")))
        #expect((people.records.count, people.refusals.count) == (16_554, 0))
        #expect(people.records[0].attributes["twitter_id"] == "18405182")
    }

    @Test(.enabled(if: DataSets.has("online-retail"), "needs online-retail; set KINDRED_DATA_SETS"))
    func `Online Retail's guests become sessions by invoice`() throws {
        var options = SourceOptions()
        options.columns = try ColumnMapping(
            parsing:
                "user=CustomerID,session=InvoiceNo,item=StockCode,time=InvoiceDate,quantity=Quantity,price=UnitPrice")
        options.kind = .purchase
        let path = DataSets.path("online-retail/online_retail_2010_2011.csv")
        let reading = try Reading(EventReader(path: path, options: options), batch: 10_000)
        #expect((reading.records.count, reading.refusals.count) == (531_282, 0))
        #expect(Set(reading.records.compactMap(\.user)).count == 4339)
        let guests = reading.records.filter { $0.user == nil }
        #expect(Set(guests.compactMap(\.session)).count == 2189)
        #expect(reading.notes.contains { $0.contains("count as sessions") })
        #expect(reading.records[0].context["Country"] == "United Kingdom")
        #expect(reading.records[0].time.description == "2010-12-01T08:26:00Z")
    }

    @Test(.enabled(if: DataSets.has("gowalla"), "needs gowalla; set KINDRED_DATA_SETS"))
    func `Gowalla is recognised as an adjacency list`() throws {
        let train = try Reading(EventReader(path: DataSets.path("gowalla/train.txt")))
        #expect((train.records.count, train.refusals.count) == (810_128, 0))
        #expect(Set(train.records.map(\.user)).count == 29_858)
    }

    @Test(.enabled(if: DataSets.has("yoochoose-100k"), "needs yoochoose-100k; set KINDRED_DATA_SETS"))
    func `Yoochoose's visits are sessions with fractions of seconds`() throws {
        let path = DataSets.path("yoochoose-100k/yoochoose-clicks-100k_test.txt")
        let clicks = try Reading(EventReader(path: path))
        #expect(clicks.refusals.isEmpty)
        #expect(clicks.records[0].session == "1" && clicks.records[0].user == nil)
        #expect(clicks.records[0].time.milliseconds == 1_396_860_669_277)
    }

    @Test(
        .enabled(if: DataSets.has("retailrocket"), "needs retailrocket; set KINDRED_DATA_SETS"),
        arguments: [
            "retailrocket/view_ecommerce.dat", "lastfm-2k/user_artists.dat", "jester/jester5k_ratings.tsv",
            "beauty/Beauty.txt", "incarmusic/ContextualRating.csv", "groceries/groceries_transactions.tsv",
        ])
    func `the other published sets lose no row`(name: String) throws {
        var options = SourceOptions()
        if name.hasPrefix("jester") { options.columns = try ColumnMapping(parsing: "item=joke") }
        let reading = try Reading(EventReader(path: DataSets.path(name), options: options))
        #expect(reading.refusals.isEmpty)
        #expect(reading.records.count > 4000)
    }
}
