// FlatBuffers: reading is zero-copy, straight from the buffer.
#include "archive_record.hpp"
#include "record_generated.h"

static std::uint64_t sum_of(const flatbuffers::String *text) { return sum_of(text->c_str(), text->size()); }

static std::size_t write(flatbuffers::FlatBufferBuilder &builder, const Record &record) {
    builder.Clear();
    std::vector<flatbuffers::Offset<peers::Part>> parts;
    parts.reserve(record.parts.size());
    for (const auto &part : record.parts)
        parts.push_back(peers::CreatePart(builder, part.x, part.y, part.number, builder.CreateString(part.label)));
    std::vector<flatbuffers::Offset<peers::Attribute>> attributes;
    attributes.reserve(record.attributes.size());
    for (const auto &attribute : record.attributes)
        attributes.push_back(peers::CreateAttribute(builder, builder.CreateString(attribute.first), attribute.second));
    auto name = builder.CreateString(record.name);
    auto owner = builder.CreateString(record.owner);
    auto all_parts = builder.CreateVector(parts);
    auto samples = builder.CreateVector(record.samples);
    auto all_attributes = builder.CreateVector(attributes);
    builder.Finish(
        peers::CreateRecord(builder, record.id, record.flags, name, owner, all_parts, samples, all_attributes));
    return builder.GetSize();
}

static std::uint64_t read(const void *bytes) {
    const auto *record = peers::GetRecord(bytes);
    std::uint64_t sum =
        static_cast<std::uint64_t>(record->id()) + record->flags() + sum_of(record->name()) + sum_of(record->owner());
    std::uint64_t place = 0;
    for (const auto *part : *record->parts())
        sum += ++place * (sum_of(part->x()) + sum_of(part->y()) + static_cast<std::uint64_t>(part->number()) +
                          sum_of(part->label()));
    for (double sample : *record->samples())
        sum += sum_of(sample);
    for (const auto *attribute : *record->attributes())
        sum += sum_of(attribute->key()) + sum_of(attribute->value());
    return sum;
}

int main(int count, char **arguments) {
    const Record record = make_record();
    flatbuffers::FlatBufferBuilder builder(1 << 16);
    return measure(
        count, arguments, [&] { return write(builder, record); }, [&] { return read(builder.GetBufferPointer()); });
}
