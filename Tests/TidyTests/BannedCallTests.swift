import Testing

@Suite struct BannedCallTests {
    /// What must not stand in `Sources`, and what to write instead.
    static let banned: [(pattern: String, cure: String)] = [
        ("try!", "throw it on, or catch it where something can be done"),
        (" as! ", "use as? and say what happens otherwise"),
        ("fatalError(", "throw an error, or state the invariant with precondition and a sentence"),
        ("TODO", "do it, or open an issue"),
        ("FIXME", "mend it, or open an issue"),
        ("Thread.sleep", "wait for the thing itself, with a deadline"),
        ("usleep(", "wait for the thing itself, with a deadline"),
        (".addProduct(", "write a += x * y: addProduct calls fma from the C library on the portable target"),
        ("Double.random(", "draw from a SeededRandom that the caller passes"),
        ("Int.random(", "draw from a SeededRandom that the caller passes"),
        (".shuffled()", "shuffle with a SeededRandom that the caller passes"),
        ("JSONSerialization", "read with JSONParser, write with JSONValue"),
    ]

    @Test(arguments: banned.indices)
    func `what hides a failure or a chance is not called`(_ index: Int) {
        let (pattern, cure) = Self.banned[index]
        for file in SourceFiles.sources {
            for (number, line) in file.lines.enumerated() where Self.code(of: line).contains(pattern) {
                Issue.record("\(file.path):\(number + 1) has \(pattern): \(cure)")
            }
        }
    }

    @Test func `a comment behind a banned call does not hide it`() {
        #expect(Self.code(of: "try! open()  // it exists").contains("try!"))
        #expect(!Self.code(of: "/// Never `try!`").contains("try!"))
    }

    /// The part of a line before its comment.
    private static func code(of line: String) -> Substring {
        line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line[...]
    }

    @Test func `no module is called after what nobody can find`() {
        let words = ["Utils", "Helpers", "Manager", "Common", "Base"]
        for file in SourceFiles.sources {
            let name = file.path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? ""
            for word in words where name.hasSuffix(word) {
                Issue.record("\(file.path): name it for the one thing it holds, not \"\(word)\"")
            }
        }
    }
}
