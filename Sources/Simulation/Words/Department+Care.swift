extension Department {
    /// The department "Beauty".
    static let beauty = Department(
        "Beauty", season: .level, ages: [1.4, 1.3, 1.1, 1.0, 0.8], occasions: "morning, evening, travel, gift",
        aisles: [
            Aisle(
                "Skincare", price: 28, spread: 0.6, isConsumable: true,
                nouns: "Day Cream, Night Cream, Face Serum, Cleansing Gel, Eye Cream, Clay Mask",
                makes: "Rosehip, Oat, Hyaluron, Green-Tea, Unscented, Vitamin-C",
                variants: "30 ml, 50 ml, 100 ml",
                features:
                    "that sinks in quickly; for sensitive skin; without perfume; that calms redness",
                notes: "Tested on people, never on animals.; Lasts about two months."),
            Aisle(
                "Hair", price: 17, spread: 0.45, isConsumable: true,
                nouns: "Shampoo, Conditioner, Hair Mask, Hair Oil, Solid Shampoo, Styling Paste",
                makes: "Argan, Nettle, Coconut, Birch, Gentle, Volume",
                variants: "75 ml, 250 ml, 500 ml",
                features:
                    "for dry hair; that rinses out at once; for every day; that smells of hardly anything",
                notes: "Free of silicones.; The bottle goes back into the shop's cycle."),
            Aisle(
                "Fragrance", price: 72, spread: 0.5,
                nouns: "Eau de Parfum, Eau de Toilette, Cologne, Body Mist, Perfume Oil",
                makes: "Neroli, Vetiver, Cedar, Iris, Bergamot, Amber",
                variants: "15 ml, 50 ml, 100 ml",
                features:
                    "that stays until evening; that begins bright and ends warm; "
                    + "for summer days; that is not for everyone",
                notes: "A sample comes with every bottle.; Blended in small batches."),
            Aisle(
                "Make-Up", price: 21, spread: 0.45,
                nouns: "Lipstick, Mascara, Blush, Eyebrow Pencil, Foundation, Nail Polish",
                makes: "Matte, Sheer, Satin, Long-Wear, Cream, Mineral",
                variants: "Coral, Rosewood, Plum, Nude",
                features:
                    "that stays put; that builds up lightly; with a mirror in the lid; that comes off with water",
                notes: "Can be refilled.; Eight shades, one formula."),
            Aisle(
                "Bath and Body", price: 14, spread: 0.4, isConsumable: true,
                nouns: "Bar Soap, Shower Gel, Body Lotion, Bath Salt, Hand Cream, Deodorant",
                makes: "Lavender, Almond, Citrus, Sage, Milk, Sea-Buckthorn",
                variants: "Single, 3-Pack, Refill",
                features:
                    "that leaves the skin soft; with plant oils; that lathers in cold water; for the whole family",
                notes: "Palm-oil free.; Smells clean and then of nothing."),
            Aisle(
                "Shaving and Tools", price: 34, spread: 0.6,
                nouns: "Safety Razor, Shaving Brush, Beard Trimmer, Hair Brush, Tweezers, Mirror",
                makes: "Chrome, Beech, Slim, Rechargeable, Brass, Travel",
                variants: "Standard, Long, Set",
                features:
                    "with a good weight; that lasts for decades; with three lengths; that comes apart for rinsing",
                notes: "Blades are the usual kind.; Comes in a linen pouch."),
        ])

    /// The department "Fashion".
    static let fashion = Department(
        "Fashion", season: .level, ages: [1.5, 1.3, 1.0, 0.9, 0.7], occasions: "work, weekend, rain, summer",
        aisles: [
            Aisle(
                "Shirts", price: 49, spread: 0.45,
                nouns: "Oxford Shirt, T-Shirt, Linen Shirt, Polo, Overshirt, Blouse",
                makes: "Organic, Striped, Slim, Washed, Flannel, Heavyweight",
                variants: "S, M, L, XL",
                features:
                    "that keeps its shape; with mother-of-pearl buttons; that breathes; with room in the shoulders",
                notes: "Model wears size M.; Wash inside out."),
            Aisle(
                "Knitwear", price: 89, spread: 0.45,
                nouns: "Crew-Neck Jumper, Cardigan, Roll-Neck, Knitted Vest, Hooded Knit",
                makes: "Merino, Lambswool, Cashmere-Blend, Cable, Ribbed, Cotton",
                variants: "S, M, L, XL",
                features:
                    "that does not itch; with long cuffs; that layers under a coat; that is knitted in one piece",
                notes: "Air it instead of washing it.; Yarn for repairs is sewn inside."),
            Aisle(
                "Jackets", price: 148, spread: 0.5,
                nouns: "Rain Jacket, Parka, Quilted Jacket, Blazer, Denim Jacket, Trench Coat",
                makes: "Waxed, Recycled, Waterproof, Unlined, Padded, Wool",
                variants: "S, M, L, XL",
                features:
                    "that keeps out a downpour; with deep pockets; "
                    + "with a hood that turns with you; that works from autumn to spring",
                notes: "Re-proof it once a year.; Repairs are free for two years."),
            Aisle(
                "Trousers", price: 76, spread: 0.4,
                nouns: "Chino, Jeans, Corduroy Trouser, Wide Trouser, Linen Short, Jogger",
                makes: "Tapered, Straight, High-Rise, Stretch, Raw, Relaxed",
                variants: "W28, W30, W32, W34",
                features:
                    "that moves with you; with a hidden pocket; that fades well; with a proper hem",
                notes: "Washed once before it ships.; Shortening is free in the shop."),
            Aisle(
                "Bags", price: 84, spread: 0.6,
                nouns: "Tote Bag, Crossbody Bag, Weekender, Laptop Sleeve, Wallet, Belt Bag",
                makes: "Leather, Canvas, Vegetable-Tanned, Recycled, Quilted, Waxed",
                variants: "Black, Tan, Olive",
                features:
                    "with a zip that runs; that ages well; with a pocket for keys; that closes with a magnet",
                notes: "A dust bag is included.; Stitching is guaranteed for life."),
            Aisle(
                "Accessories", price: 32, spread: 0.5,
                nouns: "Scarf, Beanie, Leather Belt, Gloves, Sunglasses, Umbrella",
                makes: "Wool, Ribbed, Checked, Lined, Polarised, Windproof",
                variants: "Navy, Grey, Rust, Green",
                features:
                    "that is warm without bulk; that fits a coat pocket; "
                    + "with a touch of colour; that outlasts the trend",
                notes: "One size fits most.; A present that is hard to get wrong."),
        ])

    /// The department "Pets".
    static let pets = Department(
        "Pets", season: .level, ages: [0.7, 1.1, 1.2, 1.2, 1.0], occasions: "everyday, walk, play, travel",
        aisles: [
            Aisle(
                "Dog Food", price: 31, spread: 0.5, isConsumable: true,
                nouns: "Dry Food, Wet Food, Chew Sticks, Training Treats, Puppy Food",
                makes: "Salmon, Chicken, Grain-Free, Lamb, Senior, Light",
                variants: "500 g, 2 kg, 6 kg, 12 kg",
                features:
                    "with fresh meat first; for sensitive stomachs; that fussy dogs finish; without sugar",
                notes: "Change over slowly in a week.; A feeding table is on the bag."),
            Aisle(
                "Cat Food", price: 22, spread: 0.5, isConsumable: true,
                nouns: "Wet Food, Dry Food, Cat Snacks, Kitten Food, Cat Soup",
                makes: "Tuna, Duck, Poultry, Grain-Free, Sterilised, Trout",
                variants: "6-Pack, 12-Pack, 24-Pack",
                features:
                    "in fine gravy; with taurine; that even the neighbour's cat likes; without colouring",
                notes: "Open packs keep for two days in the fridge.; Portions for one meal."),
            Aisle(
                "Walking", price: 34, spread: 0.45,
                nouns: "Dog Leash, Harness, Collar, Dog Coat, Safety Light, Bag Dispenser",
                makes: "Padded, Leather, Reflective, Rope, Waterproof, Adjustable",
                variants: "S, M, L, XL",
                features:
                    "that does not pull on the throat; with a handle for traffic; "
                    + "that shines at night; that rinses clean",
                notes: "Measure the chest before you order.; Buckles of brass."),
            Aisle(
                "Beds and Baskets", price: 68, spread: 0.5,
                nouns: "Dog Bed, Cat Cave, Travel Crate, Window Perch, Pet Blanket",
                makes: "Orthopaedic, Felt, Washable, Wicker, Fleece, Raised",
                variants: "S, M, L",
                features:
                    "with a cover that comes off; for old joints; "
                    + "that looks good in the hall; that smells of home soon",
                notes: "The filling is made of old bottles.; Stands on a base that does not slip."),
            Aisle(
                "Pet Toys", price: 13, spread: 0.45,
                nouns: "Rope Toy, Feather Wand, Snack Ball, Squeaky Bone, Scratch Post, Puzzle Feeder",
                makes: "Natural-Rubber, Sisal, Floating, Catnip, Tough, Recycled",
                variants: "Small, Medium, Large",
                features:
                    "that survives most teeth; that keeps them busy; that floats; that squeaks, within reason",
                notes: "Take it away when it comes apart.; Safe to chew."),
            Aisle(
                "Small Pets and Birds", price: 19, spread: 0.6, isConsumable: true,
                nouns: "Meadow Hay, Bird Seed, Nest Box, Hamster Wheel, Rabbit Tunnel, Fat Balls",
                makes: "Organic, Wooden, Wild, Quiet, Natural, Winter",
                variants: "Small, Medium, Large",
                features:
                    "from mountain meadows; that brings robins to the window; "
                    + "that runs without a sound; without waste",
                notes: "Hang it out of reach of cats.; Refill it every few days."),
        ])
}
