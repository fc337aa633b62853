// The record of the archive benchmark, its contents and its checksum: the same in every peer and in C#.
#pragma once

#include "measuring.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

struct Part {
    double x;
    double y;
    std::int32_t number;
    std::string label;
};

struct Record {
    std::int64_t id;
    std::uint32_t flags;
    std::string name;
    std::string owner;
    std::vector<Part> parts;
    std::vector<double> samples;
    std::map<std::string, double> attributes;
};

inline Record make_record() {
    Record record{0x0123456789ABCDEF, 0xA5A5, "node-0042.partition-7.cluster", "Heat.Stencil.Step", {}, {}, {}};
    for (int i = 0; i < 32; i++)
        record.parts.push_back({i * 0.5, 1.0 / (i + 1), i * 7, "part-" + std::to_string(i)});
    for (int i = 0; i < 1500; i++)
        record.samples.push_back(1.0 / (i + 1));
    for (int i = 0; i < 8; i++)
        record.attributes["attribute-" + std::to_string(i)] = 1.5 * i;
    return record;
}

// Sums, so that the order of a dictionary doesn't matter; a part counts by its place.
inline std::uint64_t sum_of(double value) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

inline std::uint64_t sum_of(const char *text, std::size_t length) {
    std::uint64_t sum = length;
    for (std::size_t i = 0; i < length; i++)
        sum += static_cast<unsigned char>(text[i]);
    return sum;
}

inline std::uint64_t sum_of(const std::string &text) { return sum_of(text.data(), text.size()); }

// Of any structure with the record's members.
template <typename Any> std::uint64_t sum_of_record(const Any &record) {
    std::uint64_t sum =
        static_cast<std::uint64_t>(record.id) + record.flags + sum_of(record.name) + sum_of(record.owner);
    std::uint64_t place = 0;
    for (const auto &part : record.parts)
        sum +=
            ++place * (sum_of(part.x) + sum_of(part.y) + static_cast<std::uint64_t>(part.number) + sum_of(part.label));
    for (double sample : record.samples)
        sum += sum_of(sample);
    for (const auto &attribute : record.attributes)
        sum += sum_of(attribute.first) + sum_of(attribute.second);
    return sum;
}

// Nanoseconds of one call: the median of some batches that take so many milliseconds together.
template <typename Action> double nanoseconds(double milliseconds, Action action) {
    constexpr int batches = 9;
    double begin = seconds();
    for (int i = 0; i < 100; i++)
        action();
    std::int64_t count = repetitions(100, seconds() - begin, milliseconds / 1000 / batches);
    std::vector<double> taken;
    for (int batch = 0; batch < batches; batch++) {
        begin = seconds();
        for (std::int64_t i = 0; i < count; i++)
            action();
        taken.push_back((seconds() - begin) / static_cast<double>(count) * 1e9);
    }
    std::sort(taken.begin(), taken.end());
    return taken[batches / 2];
}

// A peer's whole program. `write` makes the archive and gives its bytes; `read` gives the checksum of what it reads
// from it. Prints: bytes, nanoseconds to write, nanoseconds to read, checksum.
template <typename Write, typename Read> int measure(int count, char **arguments, Write write, Read read) {
    double milliseconds = count > 1 ? std::atof(arguments[1]) : 100;
    std::size_t size = write();
    volatile std::uint64_t sum = read();
    double writing = nanoseconds(milliseconds, write);
    double reading = nanoseconds(milliseconds, [&] { sum = read(); });
    std::printf("%zu\t%.1f\t%.1f\t%llu\n", size, writing, reading, static_cast<unsigned long long>(sum));
    return 0;
}
