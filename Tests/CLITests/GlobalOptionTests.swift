import ArgumentParser
import Testing

@testable import kindred

@Suite struct GlobalOptionTests {
    @Test(arguments: [
        (["--data", "shop", "train"], ["train", "--data", "shop"]),
        (["--data=shop", "--json", "train", "--seed", "7"], ["train", "--data=shop", "--json", "--seed", "7"]),
        (["--threads", "2", "import", "events", "a.csv"], ["import", "events", "--threads", "2", "a.csv"]),
        (
            ["--memory", "2GB", "--config", "k.json", "releases", "list"],
            ["releases", "list", "--memory", "2GB", "--config", "k.json"]
        ),
        (["train", "--data", "shop"], ["train", "--data", "shop"]),
        (["--data", "train", "train"], ["train", "--data", "train"]),
        (["--data", "shop", "--help"], ["--help"]),
        (["--data", "shop", "help", "train"], ["help", "train"]),
        (["--data", "shop", "import"], ["import"]),
        ([], []),
    ])
    func `leading global options move behind the subcommand`(given: [String], expected: [String]) {
        #expect(GlobalOptionOrder.subcommandFirst(given) == expected)
    }

    @Test(arguments: [["--data", "shop"], ["--data"], ["--data", "shop", "nonsense"], ["--nonsense", "train"]])
    func `a line without a known subcommand is left to the parser`(given: [String]) {
        #expect(GlobalOptionOrder.subcommandFirst(given) == given)
    }

    @Test(arguments: [
        ["--data", "shop", "--json", "doctor"], ["doctor", "--data", "shop", "--json"],
        ["--json", "doctor", "--data", "shop"], ["--data", "other", "doctor", "--data", "shop", "--json"],
    ])
    func `global options count before and after the subcommand, and the later one wins`(line: [String]) throws {
        let command = try KindredCommand.parseAsRoot(GlobalOptionOrder.subcommandFirst(line))
        let doctor = try #require(command as? DoctorCommand)
        #expect(doctor.globals.data == "shop")
        #expect(doctor.globals.json)
    }

    @Test func `every global option is one that may stand in front`() {
        let names = ["--data", "--config", "--threads", "--memory", "--json"]
        #expect(GlobalOptions.takesValue.keys.sorted() == names.sorted())
        for name in names { #expect(DoctorCommand.helpMessage().contains(name)) }
    }

    @Test(arguments: [
        ("0", 0), ("65536", 65_536), ("1k", 1024), ("512M", 512 << 20), ("2GB", 2 << 30), ("1.5 GiB", 3 << 29),
        ("2gb", 2 << 30), ("1TB", 1 << 40), (" 3 MB ", 3 << 20),
    ])
    func `a size is read as people write it`(text: String, bytes: Int) {
        #expect(ByteSize.parse(text) == bytes)
    }

    @Test(arguments: ["", "GB", "2XB", "-1GB", "1,5GB", "1e3", "99999999999TB", "2 G B B", "nan", "٣GB"])
    func `what is no size is refused`(text: String) {
        #expect(ByteSize.parse(text) == nil)
    }
}
