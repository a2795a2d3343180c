"""The random numbers of Sources/Train/Matrices/SeededRandom.swift, written from the papers, for the golden scripts."""
import math

MASK = (1 << 64) - 1


class SeededRandom:
    """xoshiro256++ (Blackman and Vigna, 2021), its state filled from seed and stream by SplitMix64."""

    def __init__(self, seed, stream=0):
        mixer = (seed + stream * 0xD1B54A32D192ED03) & MASK
        self.state = []
        for _ in range(4):
            mixer = (mixer + 0x9E3779B97F4A7C15) & MASK
            word = mixer
            word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & MASK
            word = (word ^ word >> 27) * 0x94D049BB133111EB & MASK
            self.state.append(word ^ word >> 31)

    def next(self):
        s = self.state
        total = (s[0] + s[3]) & MASK
        result = ((total << 23 | total >> 41) + s[0]) & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = (s[3] << 45 | s[3] >> 19) & MASK
        return result

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, bound):
        product = self.next() * bound
        while (product & MASK) < (1 << 64) % bound:
            product = self.next() * bound
        return product >> 64

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())
