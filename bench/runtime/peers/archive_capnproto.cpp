// Cap'n Proto: the message is the archive; reading is zero-copy. What is written is filled from the structure each
// time.
#include "archive_record.hpp"
#include "record.capnp.h"

#include <capnp/message.h>
#include <capnp/serialize.h>

static std::uint64_t sum_of(capnp::Text::Reader text) { return sum_of(text.cStr(), text.size()); }

static void fill(RecordMessage::Builder message, const Record &record) {
    message.setId(record.id);
    message.setFlags(record.flags);
    message.setName(record.name.c_str());
    message.setOwner(record.owner.c_str());
    auto parts = message.initParts(static_cast<unsigned>(record.parts.size()));
    for (unsigned i = 0; i < parts.size(); i++) {
        parts[i].setX(record.parts[i].x);
        parts[i].setY(record.parts[i].y);
        parts[i].setNumber(record.parts[i].number);
        parts[i].setLabel(record.parts[i].label.c_str());
    }
    auto samples = message.initSamples(static_cast<unsigned>(record.samples.size()));
    for (unsigned i = 0; i < samples.size(); i++)
        samples.set(i, record.samples[i]);
    auto attributes = message.initAttributes(static_cast<unsigned>(record.attributes.size()));
    unsigned next = 0;
    for (const auto &attribute : record.attributes) {
        attributes[next].setKey(attribute.first.c_str());
        attributes[next++].setValue(attribute.second);
    }
}

static std::uint64_t read(kj::ArrayPtr<const capnp::word> words) {
    capnp::FlatArrayMessageReader reader(words);
    auto record = reader.getRoot<RecordMessage>();
    std::uint64_t sum = static_cast<std::uint64_t>(record.getId()) + record.getFlags() + sum_of(record.getName()) +
                        sum_of(record.getOwner());
    std::uint64_t place = 0;
    for (auto part : record.getParts())
        sum += ++place * (sum_of(part.getX()) + sum_of(part.getY()) + static_cast<std::uint64_t>(part.getNumber()) +
                          sum_of(part.getLabel()));
    for (double sample : record.getSamples())
        sum += sum_of(sample);
    for (auto attribute : record.getAttributes())
        sum += sum_of(attribute.getKey()) + sum_of(attribute.getValue());
    return sum;
}

int main(int count, char **arguments) {
    const Record record = make_record();
    // The first segment is memory that stays: nothing is allocated for a message, but it must be zero before each.
    std::vector<capnp::word> room(1 << 13);
    auto scratch = kj::arrayPtr(room.data(), room.size());
    capnp::MallocMessageBuilder once;
    fill(once.initRoot<RecordMessage>(), record);
    auto archive = capnp::messageToFlatArray(once);
    return measure(
        count, arguments,
        [&] {
            capnp::MallocMessageBuilder message(scratch);
            fill(message.initRoot<RecordMessage>(), record);
            return capnp::computeSerializedSizeInWords(message) * sizeof(capnp::word);
        },
        [&] { return read(archive); });
}
