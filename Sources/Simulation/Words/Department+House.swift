extension Department {
    /// The department "Kitchen".
    static let kitchen = Department(
        "Kitchen", season: .gifts, ages: [0.7, 1.1, 1.2, 1.2, 1.1], occasions: "everyday, dinner party, baking, gift",
        aisles: [
            Aisle(
                "Cookware", price: 64,
                nouns: "Frying Pan, Saucepan, Casserole, Wok, Grill Pan, Stock Pot",
                makes: "Cast-Iron, Copper, Stainless, Non-Stick, Enamelled, Carbon-Steel",
                variants: "20 cm, 24 cm, 28 cm",
                features:
                    "with an even heat; that goes from hob to oven; with a lid that pours; that lasts a lifetime",
                notes: "For every kind of hob, induction included.; Wash by hand for a long life."),
            Aisle(
                "Knives", price: 58, spread: 0.6,
                nouns: "Chef's Knife, Paring Knife, Bread Knife, Santoku, Cleaver, Honing Steel",
                makes: "Forged, Damask, Olive-Wood, Ceramic, Full-Tang, Laminated",
                variants: "9 cm, 15 cm, 20 cm",
                features:
                    "with a balanced grip; that holds its edge; "
                    + "with a blade guard; that slices tomatoes without a squash",
                notes: "Sharpen it twice a year.; Comes in a box that makes a good present."),
            Aisle(
                "Coffee and Tea", price: 46,
                nouns: "French Press, Pour-Over Dripper, Burr Grinder, Moka Pot, Tea Pot, Milk Frother, Kettle",
                makes: "Glass, Ceramic, Brushed-Steel, Porcelain, Manual, Copper",
                variants: "2 Cups, 4 Cups, 8 Cups",
                features:
                    "for a clean cup; with a fine mesh; that keeps its heat; that comes apart for cleaning",
                notes: "Spare parts are in the shop.; The handle stays cool."),
            Aisle(
                "Baking", price: 27,
                nouns: "Cake Tin, Mixing Bowl, Rolling Pin, Bread Basket, Piping Set, Kitchen Scale, Muffin Tray",
                makes: "Beech, Silicone, Loose-Base, Rattan, Steel, Ceramic",
                variants: "Small, Medium, Large",
                features:
                    "that lets go of every crumb; with a spout; that stacks; that takes 250 degrees",
                notes: "A recipe is printed on the sleeve.; Safe in the dishwasher."),
            Aisle(
                "Tableware", price: 36,
                nouns: "Dinner Plate, Bowl, Mug, Water Glass, Cutlery Set, Serving Board",
                makes: "Stoneware, Porcelain, Hand-Blown, Speckled, Acacia, Matte",
                variants: "Single, Set of 2, Set of 4, Set of 6",
                features: "with a reactive glaze; that feels good in the hand; "
                    + "with a fine rim; that survives the microwave",
                notes: "Every piece turns out a little different.; Pieces can be bought again one by one."),
            Aisle(
                "Pantry", price: 11, spread: 0.45, isConsumable: true,
                nouns: "Olive Oil, Filter Coffee, Sea Salt, Green Tea, Pasta, Honey, Tomato Sauce",
                makes: "Organic, Stone-Ground, Single-Origin, Smoked, Wild, Cold-Pressed",
                variants: "250 g, 500 g, 1 kg",
                features: "from small growers; with a full taste; that keeps for a year; in a jar to refill",
                notes: "Store it cool and dry.; The harvest year is on the label."),
        ])

    /// The department "Home".
    static let home = Department(
        "Home", season: .winter, ages: [0.8, 1.2, 1.1, 1.1, 1.0], occasions: "living room, bedroom, new flat, cosy",
        aisles: [
            Aisle(
                "Bedding", price: 69,
                nouns: "Duvet Cover, Fitted Sheet, Pillow, Duvet, Bedspread, Pillowcase",
                makes: "Linen, Percale, Flannel, Jersey, Sateen, Organic-Cotton",
                variants: "Single, Double, King",
                features: "that softens with each wash; with hidden buttons; "
                    + "for warm sleepers; that needs no ironing",
                notes: "Certified free of harmful substances.; Wash at 60 degrees."),
            Aisle(
                "Lighting", price: 82, spread: 0.6,
                nouns: "Floor Lamp, Table Lamp, Pendant, Wall Light, Reading Lamp, String Lights",
                makes: "Paper, Brass, Opal-Glass, Dimmable, Rattan, Smoked-Glass",
                variants: "Small, Medium, Large",
                features:
                    "with a warm glow; with a touch dimmer; that bends to any angle; with a cable in cloth",
                notes: "LED bulb included.; Turns a corner into a place to sit."),
            Aisle(
                "Rugs and Textiles", price: 88, spread: 0.6,
                nouns: "Wool Rug, Runner, Throw, Cushion, Curtain, Door Mat",
                makes: "Hand-Woven, Flat-Weave, Chunky-Knit, Striped, Tufted, Undyed",
                variants: "Small, Medium, Large",
                features:
                    "that hides a stain or two; with fringes; "
                    + "that feels thick underfoot; that softens the sound of a room",
                notes: "Made from wool that was not dyed.; A mat below keeps it in place."),
            Aisle(
                "Storage", price: 31,
                nouns: "Storage Box, Laundry Basket, Wall Shelf, Coat Rack, Drawer Divider, Shoe Rack",
                makes: "Bamboo, Felt, Powder-Coated, Seagrass, Folding, Oak",
                variants: "Small, Medium, Large",
                features:
                    "that stacks to the ceiling; with leather handles; that mounts in ten minutes; that folds flat",
                notes: "Screws and plugs are in the box.; Fits the usual cupboards."),
            Aisle(
                "Candles and Scent", price: 23, spread: 0.4, isConsumable: true,
                nouns: "Scented Candle, Reed Diffuser, Pillar Candle, Room Spray, Incense Set",
                makes: "Cedar, Fig, Lavender, Sea-Salt, Amber, Unscented",
                variants: "20 h, 40 h, 60 h",
                features:
                    "that burns evenly; in a jar worth keeping; with a cotton wick; that fills a room and no more",
                notes: "Soy wax and plant oils.; Trim the wick before you light it."),
            Aisle(
                "Wall and Decor", price: 44, spread: 0.6,
                nouns: "Wall Clock, Mirror, Picture Frame, Vase, Art Print, Plant Pot",
                makes: "Walnut, Terracotta, Round, Arched, Recycled-Glass, Black-Steel",
                variants: "Small, Medium, Large",
                features:
                    "with a silent movement; that catches the light; with a hook on the back; with a hand-drawn line",
                notes: "Ready to hang.; Looks as good alone as in a row."),
        ])

    /// The department "Garden".
    static let garden = Department(
        "Garden", season: .spring, ages: [0.3, 0.7, 1.1, 1.5, 1.6], occasions: "balcony, raised bed, lawn, terrace",
        aisles: [
            Aisle(
                "Hand Tools", price: 29,
                nouns: "Trowel, Hand Fork, Secateurs, Weeder, Dibber, Pruning Saw",
                makes: "Ash-Handled, Forged, Stainless, Left-Handed, Folding, Long-Reach",
                variants: "Standard, Slim, Heavy",
                features:
                    "that cuts clean; with a loop for the hook; that spares the wrist; with a blade you can replace",
                notes: "Oil it before the winter.; Guaranteed for ten years."),
            Aisle(
                "Watering", price: 34,
                nouns: "Watering Can, Garden Hose, Hose Reel, Drip Kit, Sprinkler, Rain Gauge",
                makes: "Galvanised, Flexible, Frost-Proof, Timer, Brass, Recycled",
                variants: "5 L, 10 L, 15 m, 25 m",
                features:
                    "with a fine rose; that does not kink; that saves half the water; with brass couplings",
                notes: "Fits the usual taps.; Empty it before the frost."),
            Aisle(
                "Seeds", price: 4.5, spread: 0.4, isConsumable: true,
                nouns: "Tomato Seeds, Lettuce Seeds, Wildflower Mix, Sunflower Seeds, Radish Seeds, Basil Seeds",
                makes: "Organic, Heirloom, Early, Bee-Friendly, Dwarf, Late",
                variants: "Sachet, Family Pack, Seed Tape",
                features:
                    "for beds and pots; that crops for weeks; that can be saved for next year; for sunny places",
                notes: "Sow from March to May.; Germination was tested this year."),
            Aisle(
                "Pots and Planters", price: 37,
                nouns: "Plant Pot, Raised Bed, Window Box, Hanging Basket, Herb Planter, Trellis",
                makes: "Terracotta, Larch, Zinc, Self-Watering, Fibre-Clay, Glazed",
                variants: "20 cm, 30 cm, 45 cm, 60 cm",
                features:
                    "that stays out all winter; with a reservoir; with holes for the drain; that greys with dignity",
                notes: "The saucer is sold with it.; Light enough to move when planted."),
            Aisle(
                "Soil and Feed", price: 13, spread: 0.4, isConsumable: true,
                nouns: "Potting Soil, Compost, Tomato Feed, Lawn Feed, Mulch, Horn Meal",
                makes: "Peat-Free, Organic, Slow-Release, Liquid, Fine, Universal",
                variants: "5 L, 20 L, 40 L",
                features:
                    "that holds water; that feeds for three months; that pets may walk on; without peat",
                notes: "The bag is made of recycled film.; One bag fills a window box."),
            Aisle(
                "Outdoor Living", price: 120, spread: 0.7,
                nouns: "Folding Chair, Bistro Table, Parasol, Hammock, Fire Bowl, Garden Bench",
                makes: "Acacia, Powder-Coated, Canvas, Weatherproof, Corten, Rattan",
                variants: "Small, Standard, Large",
                features:
                    "that folds flat for the winter; with a cover; that stands on uneven ground; that seats one more",
                notes: "Treat the wood once a year.; Assembly takes a quarter of an hour."),
        ])
}
