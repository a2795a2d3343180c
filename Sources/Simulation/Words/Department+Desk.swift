extension Department {
    /// The department "Office".
    static let office = Department(
        "Office", season: .term, ages: [1.5, 1.2, 1.1, 0.9, 0.5], occasions: "home office, school, studio, meeting",
        aisles: [
            Aisle(
                "Notebooks", price: 14, spread: 0.4, isConsumable: true,
                nouns: "Notebook, Sketchbook, Weekly Planner, Pocket Notebook, Legal Pad, Bullet Journal",
                makes: "Dotted, Ruled, Hardcover, Linen-Bound, Recycled, Stitched",
                variants: "A6, A5, A4",
                features:
                    "that lies flat; with paper that takes ink; with numbered pages; with a pocket at the back",
                notes: "Paper of 100 grams.; Three ribbons mark the place."),
            Aisle(
                "Pens", price: 18, spread: 0.8, isConsumable: true,
                nouns: "Fountain Pen, Rollerball, Fineliner Set, Mechanical Pencil, Brush Pen, Ink Bottle",
                makes: "Brass, Resin, Matte, Retractable, Permanent, Classic",
                variants: "Fine, Medium, Broad",
                features:
                    "that starts at once; with a steel nib; that does not bleed through; that can be refilled",
                notes: "Refills are in the shop.; Weighted to rest in the hand."),
            Aisle(
                "Desk Accessories", price: 29,
                nouns: "Pen Cup, Monitor Stand, Desk Mat, Letter Tray, Cable Box, Bookend Pair",
                makes: "Walnut, Felt, Cork, Powder-Coated, Leather, Bamboo",
                variants: "Small, Medium, Large",
                features:
                    "that hides the cables; with a non-slip base; "
                    + "that brings the screen to eye level; that wipes clean",
                notes: "Part of a set that grows.; No tools needed."),
            Aisle(
                "Chairs and Desks", price: 240, spread: 0.5,
                nouns: "Task Chair, Standing Desk, Saddle Stool, Writing Desk, Footrest, Filing Cabinet",
                makes: "Ergonomic, Height-Adjustable, Oak, Compact, Mesh-Back, Steel",
                variants: "White, Black, Natural",
                features:
                    "with a tilt that follows you; that remembers three heights; "
                    + "on quiet castors; that fits a small room",
                notes: "Delivered to the room.; Five years of guarantee on all parts."),
            Aisle(
                "Filing", price: 12, spread: 0.4, isConsumable: true,
                nouns: "Ring Binder, Document Folder, Index Cards, Archive Box, Sticky Notes, Label Set",
                makes: "Recycled, Coloured, Clear, Heavy-Duty, Pressboard, Slim",
                variants: "5-Pack, 10-Pack, 20-Pack",
                features:
                    "that stays shut; with a window for the label; in six colours; that holds 500 sheets",
                notes: "Made of 90 percent recycled fibre.; Standard A4 punching."),
            Aisle(
                "Art Supplies", price: 26, spread: 0.6,
                nouns: "Watercolour Set, Coloured Pencils, Acrylic Set, Easel, Sketching Set, Brush Roll",
                makes: "Student, Studio, Artist, Travel, Water-Soluble, Lightfast",
                variants: "12 Pieces, 24 Pieces, 48 Pieces",
                features:
                    "with rich pigments; in a tin; that layers well; with a guide for beginners",
                notes: "Single colours can be bought again.; Free of solvents."),
        ])

    /// The department "Electronics".
    static let electronics = Department(
        "Electronics", season: .gifts, ages: [1.5, 1.4, 1.1, 0.8, 0.6], occasions: "work, travel, gaming, smart home",
        aisles: [
            Aisle(
                "Headphones", price: 119, spread: 0.6,
                nouns: "Over-Ear Headphones, Earbuds, Studio Headphones, Sport Earphones, Gaming Headset",
                makes: "Wireless, Noise-Cancelling, Open-Back, Foldable, Wired, Bone-Conduction",
                variants: "Black, White, Blue",
                features:
                    "with thirty hours of battery; with soft pads; "
                    + "for runs and commutes; with a microphone that hears you",
                notes: "Pads can be replaced.; A case comes with them."),
            Aisle(
                "Speakers", price: 135, spread: 0.7,
                nouns: "Bookshelf Speaker, Portable Speaker, Soundbar, Kitchen Radio, Subwoofer",
                makes: "Wireless, Waterproof, Compact, Walnut, Multiroom, Retro",
                variants: "Black, White, Grey",
                features:
                    "with a clear voice; that plays for a day; with bass you can feel; that pairs with a second one",
                notes: "Plays from any phone.; Stands on a shelf or hangs on the wall."),
            Aisle(
                "Chargers and Cables", price: 24, isConsumable: true,
                nouns: "USB-C Cable, Wall Charger, Power Bank, Wireless Charger, Travel Adapter, Car Charger",
                makes: "Braided, Fast, Slim, Magnetic, Four-Port, Compact",
                variants: "20 W, 45 W, 65 W, 100 W",
                features:
                    "that charges a laptop; that does not tangle; "
                    + "with a light at night; that fits every socket in Europe",
                notes: "Protected against overload.; Packed without plastic."),
            Aisle(
                "Keyboards and Mice", price: 74,
                nouns: "Mechanical Keyboard, Wireless Mouse, Trackball, Number Pad, Gaming Mouse, Split Keyboard",
                makes: "Silent, Low-Profile, Ergonomic, Backlit, Rechargeable, Hot-Swap",
                variants: "Black, White, Grey",
                features:
                    "with keys that last; that switches between three devices; "
                    + "with a wheel that spins free; with a firm click",
                notes: "Layouts for eight languages.; Works without a driver."),
            Aisle(
                "Smart Home", price: 52,
                nouns: "Smart Plug, Door Sensor, Thermostat, LED Bulb, Motion Camera, Smoke Alarm",
                makes: "Wireless, Battery, Dimmable, Slim, Outdoor, Energy-Metering",
                variants: "Single, 2-Pack, 4-Pack",
                features:
                    "that works without a cloud; that sets up in two minutes; "
                    + "with a log of the week; that tells you in time",
                notes: "Speaks the open standards.; Batteries last two years."),
            Aisle(
                "Photo", price: 88, spread: 0.8,
                nouns: "Tripod, Camera Strap, Instant Camera, Lens Filter, Camera Bag, Photo Printer",
                makes: "Carbon, Leather, Travel, Padded, Weatherproof, Compact",
                variants: "Small, Medium, Large",
                features:
                    "that stands in wind; with a quick plate; "
                    + "that holds a body and two lenses; that fits a coat pocket",
                notes: "Threads are the usual size.; Spare film is in the shop."),
        ])

    /// The department "Music".
    static let music = Department(
        "Music", season: .gifts, ages: [1.2, 1.1, 1.0, 1.0, 0.9], occasions: "practice, stage, beginners, listening",
        aisles: [
            Aisle(
                "Guitars", price: 260, spread: 0.6,
                nouns: "Acoustic Guitar, Classical Guitar, Electric Guitar, Ukulele, Bass Guitar, Travel Guitar",
                makes: "Spruce-Top, Mahogany, Cutaway, Sunburst, Solid-Body, Three-Quarter",
                variants: "Natural, Black, Red",
                features:
                    "with a low action; that stays in tune; with a warm voice; that suits small hands",
                notes: "Set up by hand before it ships.; A soft case is included."),
            Aisle(
                "Keys", price: 310, spread: 0.6,
                nouns: "Stage Piano, Home Keyboard, Synthesizer, MIDI Controller, Melodica, Piano Bench",
                makes: "Weighted, Portable, Analogue, Compact, Folding, Touch-Sensitive",
                variants: "32 Keys, 61 Keys, 88 Keys",
                features:
                    "with a heavy touch; with headphones out; with a hundred voices; that runs on batteries",
                notes: "Lessons for a month come with it.; Connects over USB."),
            Aisle(
                "Strings and Picks", price: 13, spread: 0.4, isConsumable: true,
                nouns: "Guitar Strings, Pick Set, Violin Strings, Bass Strings, Rosin, Ukulele Strings",
                makes: "Bronze, Nylon, Coated, Light, Medium, Steel",
                variants: "1 Set, 3 Sets, 6 Sets",
                features:
                    "with a long bright life; that is kind to the fingers; with a warm tone; that grips well",
                notes: "Change them every three months.; Sealed against damp."),
            Aisle(
                "Drums and Percussion", price: 84, spread: 0.8,
                nouns: "Cajon, Practice Pad, Drumsticks, Tambourine, Hand Pan, Djembe, Shaker",
                makes: "Birch, Hickory, Maple, Rope-Tuned, Compact, Quiet",
                variants: "Small, Standard, Large",
                features:
                    "with a dry snap; that neighbours forgive; with a deep low note; that travels well",
                notes: "Good for the first lesson and the stage.; Hand made in small numbers."),
            Aisle(
                "Records", price: 25, spread: 0.3, naming: .work(kind: "record"),
                nouns: "Harbour, Meridian, Lanterns, Afternoon, Orchard, Railway, Signals, Tide, Rooftops, Distance",
                makes: "Slow, Blue, Northern, Electric, Paper, Golden, Hollow, Midnight, Quiet, Distant",
                variants: "LP, 2 LP, CD",
                features:
                    "for late evenings; with strings and tape hiss; recorded in one room; of songs for long drives",
                notes: "Pressed on heavy vinyl where it is an LP.; Words are printed on the sleeve."),
            Aisle(
                "Stage Gear", price: 68,
                nouns: "Microphone, Music Stand, Guitar Stand, Instrument Cable, Tuner, Metronome",
                makes: "Dynamic, Folding, Clip-On, Shielded, Chromatic, Heavy-Base",
                variants: "Single, 2-Pack, Stage Set",
                features:
                    "that shrugs off the road; with a bag; that is read in the dark; that stays where you put it",
                notes: "Two years of guarantee.; Used in rehearsal rooms everywhere."),
        ])
}
