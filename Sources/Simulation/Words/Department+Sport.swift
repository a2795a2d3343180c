extension Department {
    /// The department "Outdoor".
    static let outdoor = Department(
        "Outdoor", season: .summer, ages: [1.0, 1.3, 1.2, 0.9, 0.5], occasions: "camping, hiking, weekend, travel",
        aisles: [
            Aisle(
                "Tents", price: 190, spread: 0.55,
                nouns: "Dome Tent, Tunnel Tent, Trekking Tent, Family Tent, Tarp Shelter, Bivouac Tent",
                makes: "Ripstop, Storm-Proof, Ultralight, Double-Wall, Quick-Pitch, Four-Season",
                variants: "1-Person, 2-Person, 3-Person, 4-Person",
                features: "with taped seams; that one person pitches in five minutes; "
                    + "with two porches; that stands without pegs",
                notes: "Poles, pegs and a repair sleeve come with it.; "
                    + "It packs down to the size of a loaf of bread."),
            Aisle(
                "Sleeping Bags", price: 110,
                nouns: "Mummy Sleeping Bag, Blanket Sleeping Bag, Quilt, Bag Liner, Sleeping Mat, Camp Pillow",
                makes: "Down, Recycled-Fill, Three-Season, Featherweight, Winter, Silk-Blend",
                variants: "Regular, Long, Wide, Short",
                features: "with a draught collar; that dries overnight; "
                    + "with a two-way zip; that stays warm when damp",
                notes: "A stuff sack is included.; Machine washable at 30 degrees."),
            Aisle(
                "Backpacks", price: 95,
                nouns: "Trekking Pack, Daypack, Alpine Pack, Roll-Top Pack, Hip Pack, Travel Pack",
                makes: "Waxed-Canvas, Ripstop, Frameless, Ventilated, Waterproof, Recycled",
                variants: "18 L, 28 L, 40 L, 55 L",
                features: "with a mesh back; with a rain cover in the lid; "
                    + "that fits cabin luggage; with pockets on the hip belt",
                notes: "The back length adjusts in seconds.; Loops outside carry poles or an axe."),
            Aisle(
                "Camp Kitchen", price: 38,
                nouns: "Gas Stove, Cook Set, Enamel Mug, Water Filter, Folding Kettle, Spork Set, Cool Box",
                makes: "Titanium, Enamelled, Collapsible, Windproof, Lightweight, Stainless",
                variants: "Solo, Duo, Group",
                features:
                    "that boils a litre in four minutes; with folding handles; "
                    + "that nests into itself; that shrugs off knocks",
                notes: "Small enough for a side pocket.; Rinses clean in a stream."),
            Aisle(
                "Hiking Boots", price: 145, spread: 0.35,
                nouns: "Hiking Boot, Approach Shoe, Trail Sandal, Mountain Boot, Winter Boot",
                makes: "Leather, Suede, Waterproof, Mid-Cut, Low-Cut, Nubuck",
                variants: "Size 38, Size 40, Size 42, Size 44",
                features: "with a grippy lugged sole; that needs no breaking in; "
                    + "with a stiff toe cap; that can be resoled",
                notes: "Made for long days with a full pack.; The footbed comes out for drying."),
            Aisle(
                "Lights and Navigation", price: 42,
                nouns: "Headlamp, Camp Lantern, Compass, Map Case, Pocket Torch, Altimeter",
                makes: "Rechargeable, Waterproof, Red-Light, Compact, Long-Range, Solar",
                variants: "200 lm, 400 lm, 700 lm",
                features: "that runs for forty hours; with a lock against the backpack; "
                    + "that floats; that is easy with gloves",
                notes: "Charges over USB-C.; Weighs less than a bar of chocolate."),
        ])

    /// The department "Running".
    static let running = Department(
        "Running", season: .spring, ages: [1.3, 1.5, 1.2, 0.7, 0.3], occasions: "training, race day, trail, recovery",
        aisles: [
            Aisle(
                "Running Shoes", price: 125, spread: 0.3,
                nouns: "Road Shoe, Trail Shoe, Racing Flat, Stability Shoe, Recovery Slide",
                makes: "Cushioned, Lightweight, Knitted, Carbon-Plate, Wide-Fit, Everyday",
                variants: "Size 38, Size 40, Size 42, Size 44",
                features: "with a rocker sole; that drains after a ford; with a padded heel; that turns over quickly",
                notes: "Good for 800 kilometres.; Drop of six millimetres."),
            Aisle(
                "Running Socks", price: 16, spread: 0.3, isConsumable: true,
                nouns: "Running Sock, Ankle Sock, Compression Sock, Toe Sock, Crew Sock",
                makes: "Merino, Cushioned, Seamless, Bamboo, Thin-Knit, Reflective",
                variants: "1 Pair, 2-Pack, 3-Pack, 6-Pack",
                features: "that keeps blisters away; with a padded heel; that dries on the run; with arch support",
                notes: "Left and right are knitted apart.; Washes at 40 degrees."),
            Aisle(
                "Running Clothes", price: 48,
                nouns: "Running Tee, Split Short, Long Tight, Wind Jacket, Half-Zip, Running Vest",
                makes: "Mesh, Reflective, Recycled, Brushed, Featherlight, Merino",
                variants: "S, M, L, XL",
                features: "with a key pocket; that wicks on hot days; "
                    + "with flat seams; that folds into its own pocket",
                notes: "Cut for a full stride.; Bright enough for the morning traffic."),
            Aisle(
                "Watches and Sensors", price: 180, spread: 0.6,
                nouns: "GPS Watch, Heart-Rate Strap, Foot Pod, Stopwatch, Cadence Sensor",
                makes: "Slim, Multisport, Solar, Entry, Optical, Race",
                variants: "Black, Sand, Teal",
                features:
                    "with a week of battery; that pairs in seconds; "
                    + "with a screen for bright sun; that counts intervals",
                notes: "Works with the usual training apps.; Waterproof to fifty metres."),
            Aisle(
                "Sports Nutrition", price: 19, spread: 0.45, isConsumable: true,
                nouns: "Energy Gel, Oat Bar, Electrolyte Tabs, Recovery Shake, Fruit Chews",
                makes: "Citrus, Berry, Salted, Cocoa, Ginger, Plain",
                variants: "6-Pack, 12-Pack, 24-Pack",
                features: "that sits well in the stomach; with caffeine from tea; with sea salt; without added sugar",
                notes: "Vegan and gluten free.; Best before printed on every piece."),
            Aisle(
                "Recovery", price: 34,
                nouns: "Foam Roller, Massage Ball, Resistance Band, Stretch Strap, Balance Pad, Calf Sleeve",
                makes: "Firm, Soft, Ribbed, Travel, Cork, Heated",
                variants: "Small, Medium, Large",
                features: "that reaches deep tissue; with a guide of ten exercises; "
                    + "that fits a suitcase; that wipes clean",
                notes: "For the evening after a long run.; Holds up to 150 kilograms."),
        ])

    /// The department "Bikes".
    static let bikes = Department(
        "Bikes", season: .summer, ages: [0.9, 1.2, 1.4, 1.0, 0.5], occasions: "commute, touring, gravel, workshop",
        aisles: [
            Aisle(
                "Helmets", price: 78, spread: 0.4,
                nouns: "Road Helmet, City Helmet, Trail Helmet, Kids Helmet, Aero Helmet",
                makes: "Ventilated, Matte, Reflective, Folding, In-Mould, Lightweight",
                variants: "S, M, L",
                features:
                    "with a dial at the back; with a light in the shell; that meets EN 1078; with a magnetic buckle",
                notes: "Pads come out for washing.; Replace it after a fall."),
            Aisle(
                "Bike Lights", price: 39,
                nouns: "Front Light, Rear Light, Light Set, Helmet Light, Dynamo Light",
                makes: "Rechargeable, Bright, Compact, Flashing, Side-Visible, Steady",
                variants: "30 lux, 60 lux, 100 lux",
                features: "that is seen from the side; with a brake signal; "
                    + "that clips on without tools; that survives heavy rain",
                notes: "Approved for road traffic.; Mounts on bars from 22 to 35 millimetres."),
            Aisle(
                "Bags and Racks", price: 72,
                nouns: "Pannier, Handlebar Bag, Saddle Bag, Frame Bag, Rear Rack, Basket",
                makes: "Waterproof, Roll-Top, Canvas, Quick-Release, Wicker, Aluminium",
                variants: "5 L, 12 L, 20 L",
                features: "that carries a laptop; with a shoulder strap; "
                    + "that does not rattle; with reflective strips",
                notes: "Fits racks with tubes up to 16 millimetres.; Sold singly."),
            Aisle(
                "Locks", price: 54, nouns: "U-Lock, Chain Lock, Folding Lock, Cable Lock, Frame Lock",
                makes: "Hardened, Slim, Heavy-Duty, Coated, Alarm, Compact",
                variants: "80 cm, 100 cm, 120 cm",
                features: "with two keys; that resists bolt cutters; "
                    + "with a bracket for the frame; with a cover over the keyhole",
                notes: "Spare keys can be ordered by number.; The coating does not scratch paint."),
            Aisle(
                "Tools and Care", price: 24, isConsumable: true,
                nouns: "Multi-Tool, Floor Pump, Chain Oil, Repair Kit, Tyre Lever Set, Brake Cleaner",
                makes: "Workshop, Pocket, Bio, All-Weather, Precision, Steel",
                variants: "Basic, Plus, Pro",
                features: "that lasts a season; with every size you need; "
                    + "that fits a jersey pocket; with a clear gauge",
                notes: "Trusted in bicycle workshops.; Comes with a card that shows how."),
            Aisle(
                "Tyres and Tubes", price: 33, isConsumable: true,
                nouns: "Road Tyre, Gravel Tyre, City Tyre, Inner Tube, Winter Tyre",
                makes: "Puncture-Proof, Folding, Tubeless, Reflective, Supple, Studded",
                variants: "28 mm, 35 mm, 42 mm, 50 mm",
                features: "with a layer against glass; that rolls fast; with grip on wet leaves; that mounts by hand",
                notes: "For 28-inch wheels.; Check the pressure every two weeks."),
        ])
}
