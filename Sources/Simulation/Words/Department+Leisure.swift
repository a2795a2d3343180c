extension Department {
    /// The department "Books".
    static let books = Department(
        "Books", season: .winter, ages: [0.9, 1.0, 1.0, 1.2, 1.4], occasions: "holiday, gift, evening, study",
        aisles: [
            Aisle(
                "Crime", price: 15, spread: 0.3, naming: .work(kind: "crime novel"),
                nouns: "Harbour, Witness, Winter, Inspector, Letter, Island, Verdict, Lighthouse, Garden, Alibi",
                makes: "Silent, Last, Drowned, Borrowed, Second, Crooked, Forgotten, Cold, Locked, Grey",
                variants: "Paperback, Hardcover, Audio CD",
                features:
                    "about a keeper who saw too much; set on an island in February; "
                    + "with a detective who cannot sleep; about a debt that outlived its debtor",
                notes: "You will not guess who it was.; The first pages are on the back cover."),
            Aisle(
                "Fantasy", price: 18, spread: 0.3, naming: .work(kind: "fantasy novel"),
                nouns: "Crown, Cartographer, Dragon, Orchard, Oath, Tower, Riddle, River, Apprentice, Throne",
                makes: "Hollow, Ember, Last, Glass, Wandering, Thorn, Seventh, Moonlit, Ashen, Iron",
                variants: "Paperback, Hardcover, Special Edition",
                features:
                    "about a mapmaker whose maps come true; of two courts and one winter; "
                    + "with a dragon who keeps the books; about an oath nobody remembers",
                notes: "A map is folded into the cover.; Stands alone, no earlier book is needed."),
            Aisle(
                "Cookbooks", price: 27, spread: 0.3, naming: .work(kind: "cookbook"),
                nouns: "Table, Oven, Pantry, Harvest, Noodle, Loaf, Garden Plate, Sunday, Spice Drawer, Picnic",
                makes: "Simple, Northern, Green, Slow, Seasonal, One-Pot, Smoky, Weekday, Generous, Coastal",
                variants: "Paperback, Hardcover, Spiral-Bound",
                features:
                    "with a hundred weekday dinners; for people with one pan; "
                    + "of bread and what goes on it; for every season's market",
                notes: "Every recipe was cooked three times.; Lies open on the counter."),
            Aisle(
                "Science", price: 21, spread: 0.35, naming: .work(kind: "science book"),
                nouns: "Universe, Number, Ocean, Brain, Fossil, Signal, Glacier, Cell, Horizon, Machine",
                makes: "Curious, Hidden, Restless, Deep, Infinite, Small, Patient, Invisible, Living, Quiet",
                variants: "Paperback, Hardcover, Illustrated",
                features:
                    "that explains without a formula; about what we still do not know; "
                    + "with fifty drawings; by someone who was there",
                notes: "Notes and sources fill the last chapter.; Read it in a weekend, think about it for a year."),
            Aisle(
                "Travel", price: 19, spread: 0.3, naming: .work(kind: "travel book"),
                nouns: "Coast, Railway, Valley, Footpath, Archipelago, Border, Ferry, Pass, City, River",
                makes: "Slow, Long, Northern, Empty, Winding, Sunlit, Other, Eastern, Far, Narrow",
                variants: "Paperback, Pocket Edition, With Map",
                features:
                    "about going by foot; with forty day walks; "
                    + "that smells of diesel and oranges; for those who take the train",
                notes: "Maps for every chapter.; Fits a coat pocket."),
            Aisle(
                "Children's Books", price: 13, spread: 0.3, naming: .work(kind: "picture book"),
                nouns: "Bear, Moon, Snail, Tractor, Whale, Umbrella, Fox, Puddle, Hedgehog, Balloon",
                makes: "Very Small, Sleepy, Brave, Grumpy, Lost, Hungry, Upside-Down, Whispering, Dancing, Purple",
                variants: "Board Book, Hardcover, Paperback",
                features:
                    "about being brave at night; with flaps to lift; to read aloud; about a friend who is different",
                notes: "From three years on.; Ends just in time for sleep."),
        ])

    /// The department "Toys".
    static let toys = Department(
        "Toys", season: .gifts, ages: [0.5, 1.3, 1.5, 0.8, 1.1], occasions: "birthday, rainy day, garden, family night",
        aisles: [
            Aisle(
                "Building", price: 39, spread: 0.6,
                nouns: "Building Blocks, Marble Run, Wooden Railway, Crane Kit, Castle Set, Magnet Tiles",
                makes: "Beech, Coloured, Classic, Giant, Starter, Natural",
                variants: "30 Pieces, 60 Pieces, 120 Pieces",
                features:
                    "that fits with every other set; with a plan for ten models; "
                    + "that little hands can hold; that never runs out",
                notes: "From three years on.; Comes in a bag of cotton."),
            Aisle(
                "Board Games", price: 32, spread: 0.4,
                nouns: "Strategy Game, Card Game, Dice Game, Party Game, Word Game, Cooperative Game",
                makes: "Quick, Tricky, Classic, Two-Player, Family, Travel",
                variants: "Base Game, Expansion, Anniversary Edition",
                features:
                    "that is explained in five minutes; for two to six players; "
                    + "that nobody loses alone; with wooden pieces",
                notes: "A round takes forty minutes.; Rules in four languages."),
            Aisle(
                "Puzzles", price: 17, spread: 0.35,
                nouns: "Jigsaw Puzzle, Wooden Puzzle, Map Puzzle, 3D Puzzle, Brain Teaser",
                makes: "Panorama, Vintage, Animal, Night-Glow, Botanical, City",
                variants: "100 Pieces, 500 Pieces, 1000 Pieces, 2000 Pieces",
                features: "with pieces that click; without dust; that ends in a poster; that takes a whole weekend",
                notes: "Printed on recycled board.; No two pieces are alike."),
            Aisle(
                "Soft Toys", price: 24, spread: 0.4,
                nouns: "Teddy Bear, Rabbit, Elephant, Fox, Hand Puppet, Comfort Blanket",
                makes: "Organic-Cotton, Knitted, Plush, Corduroy, Sleepy, Tiny",
                variants: "20 cm, 30 cm, 45 cm",
                features:
                    "that survives the washing machine; with embroidered eyes; "
                    + "that is soft from the first day; that fits a school bag",
                notes: "Safe from birth.; Made to be dragged along."),
            Aisle(
                "Outdoor Toys", price: 36, spread: 0.6,
                nouns: "Kite, Scooter, Balance Bike, Sand Set, Frisbee, Badminton Set, Skipping Rope",
                makes: "Wooden, Foldable, Rainbow, First, Sturdy, Beach",
                variants: "Small, Medium, Large",
                features:
                    "that grows along; that flies in a light wind; with a carry strap; that two can share",
                notes: "For the garden and the beach.; Spare parts are kept for years."),
            Aisle(
                "Craft Kits", price: 22, spread: 0.4, isConsumable: true,
                nouns: "Modelling Clay, Bead Set, Sewing Kit, Origami Set, Stamp Set, Weaving Loom",
                makes: "Starter, Rainbow, Nature, Glitter, Jumbo, Travel",
                variants: "Small, Medium, Large",
                features:
                    "with everything in the box; that washes off; for a whole afternoon; with ideas for more",
                notes: "From five years on.; Refills are in the shop."),
        ])
}
