/// An invented maker: where it sells, and how dear it is.
struct Brand: Sendable {
    /// The name on the product.
    let name: String
    /// The names of the departments it sells in.
    let departments: [String]
    /// -1 (plain and cheap) ... 1 (fine and dear); moves the logarithm of its prices by 0.35 of it.
    let tier: Double

    private init(_ name: String, _ tier: Double, _ departments: String...) {
        (self.name, self.tier, self.departments) = (name, tier, departments)
    }

    /// Every brand of the shop. The names are made up.
    static let all: [Brand] = sport + household + technology + culture + care

    private static let sport: [Brand] = [
        Brand("Halden", 0.4, "Outdoor", "Running"), Brand("Norrvik", 0.9, "Outdoor", "Fashion"),
        Brand("Tarnbeck", 0.1, "Outdoor", "Running"), Brand("Osprune", -0.5, "Outdoor", "Bikes"),
        Brand("Cairnwell", 0.6, "Outdoor"), Brand("Fellrun", 0.2, "Running", "Outdoor"),
        Brand("Stridova", 0.7, "Running", "Fashion"), Brand("Pacelle", -0.3, "Running", "Fashion"),
        Brand("Quickmoor", -0.7, "Running", "Bikes"), Brand("Velmora", 0.8, "Bikes"),
        Brand("Spindrake", 0.3, "Bikes", "Running"), Brand("Rademar", -0.2, "Bikes", "Outdoor"),
        Brand("Kettenhof", 0.5, "Bikes"), Brand("Treadle & Co", -0.4, "Bikes", "Toys"),
    ]

    private static let household: [Brand] = [
        Brand("Marrowby", 0.2, "Kitchen", "Home"), Brand("Osteria Lunga", 0.7, "Kitchen"),
        Brand("Pfannhaus", 0.5, "Kitchen", "Garden"), Brand("Bramlow", -0.3, "Kitchen", "Home"),
        Brand("Tindersley", 0.0, "Kitchen", "Garden"), Brand("Copperlane", 0.9, "Kitchen", "Home"),
        Brand("Plainfold", -0.8, "Kitchen", "Home", "Office"), Brand("Hygmark", 0.4, "Home", "Office"),
        Brand("Lindesund", 0.6, "Home", "Beauty"), Brand("Wolmere", 0.1, "Home", "Fashion"),
        Brand("Ashgrove Mill", 0.3, "Home", "Garden"), Brand("Sundral", -0.4, "Home", "Garden"),
        Brand("Gaertnerei Voss", 0.5, "Garden"), Brand("Mossbank", 0.0, "Garden", "Pets"),
        Brand("Spadeling", -0.5, "Garden", "Toys"), Brand("Verdantine", 0.8, "Garden", "Beauty"),
    ]

    private static let technology: [Brand] = [
        Brand("Foliant", 0.6, "Office", "Books"), Brand("Inkwright", 0.8, "Office"),
        Brand("Papermoth", -0.2, "Office", "Toys"), Brand("Stapelworth", -0.6, "Office", "Electronics"),
        Brand("Deskhaven", 0.2, "Office", "Home"), Brand("Lumenor", 0.5, "Electronics", "Home"),
        Brand("Kvantik", 0.9, "Electronics", "Music"), Brand("Brightmere Labs", 0.1, "Electronics", "Office"),
        Brand("Zentaro", -0.3, "Electronics", "Music"), Brand("Voltrine", -0.7, "Electronics", "Bikes"),
        Brand("Echofield", 0.4, "Electronics", "Music"),
    ]

    private static let culture: [Brand] = [
        Brand("Cadenza Works", 0.7, "Music"), Brand("Oakstring", 0.5, "Music"),
        Brand("Brasswick", 0.2, "Music"), Brand("Bluewater Tapes", -0.2, "Music", "Books"),
        Brand("Quillmere Press", 0.4, "Books"), Brand("Lantern & Reed", 0.2, "Books"),
        Brand("Harbour Lane Books", -0.1, "Books"), Brand("Nightwren Editions", 0.6, "Books"),
        Brand("Paperwren", -0.5, "Books", "Toys"), Brand("Tinwhistle", 0.1, "Toys", "Music"),
        Brand("Bauklotz & Sohn", 0.7, "Toys"), Brand("Wobbleton", -0.3, "Toys", "Pets"),
        Brand("Merrigo", 0.3, "Toys"), Brand("Foxglove Games", 0.4, "Toys", "Books"),
    ]

    private static let care: [Brand] = [
        Brand("Saltmeadow", 0.3, "Beauty"), Brand("Ambrelle", 0.9, "Beauty", "Fashion"),
        Brand("Calendine", 0.1, "Beauty"), Brand("Purefield", -0.5, "Beauty", "Pets"),
        Brand("Rosenbirk", 0.6, "Beauty", "Home"), Brand("Threadwell", 0.0, "Fashion"),
        Brand("Maison Corbeille", 1.0, "Fashion"), Brand("Wexcombe", 0.5, "Fashion", "Outdoor"),
        Brand("Lowther Lane", -0.6, "Fashion", "Home"), Brand("Pawsley", 0.2, "Pets"),
        Brand("Whiskerton", 0.5, "Pets"), Brand("Barkhaven", -0.2, "Pets", "Garden"),
        Brand("Fellmutt", 0.4, "Pets", "Outdoor"), Brand("Tailwind & Paw", -0.6, "Pets"),
    ]
}
