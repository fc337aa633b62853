// msgpack-cxx, converted to and from the structure.
#include "archive_record.hpp"

#define MSGPACK_NO_BOOST
#include <msgpack.hpp>

struct PackedPart : Part {
    MSGPACK_DEFINE(x, y, number, label)
};

struct PackedRecord {
    std::int64_t id;
    std::uint32_t flags;
    std::string name;
    std::string owner;
    std::vector<PackedPart> parts;
    std::vector<double> samples;
    std::map<std::string, double> attributes;
    MSGPACK_DEFINE(id, flags, name, owner, parts, samples, attributes)
};

int main(int count, char **arguments) {
    const Record source = make_record();
    PackedRecord record{source.id, source.flags, source.name, source.owner, {}, source.samples, source.attributes};
    for (const auto &part : source.parts)
        record.parts.push_back({part});
    msgpack::sbuffer buffer(1 << 16);
    return measure(
        count, arguments,
        [&] {
            buffer.clear();
            msgpack::pack(buffer, record);
            return buffer.size();
        },
        [&] {
            PackedRecord read;
            msgpack::unpack(buffer.data(), buffer.size()).get().convert(read);
            return sum_of_record(read);
        });
}
