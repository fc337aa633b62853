// cereal's binary archive, into a stream that keeps its memory.
#include "archive_record.hpp"

#include <cereal/archives/binary.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <istream>
#include <ostream>
#include <streambuf>

template <typename Archive> void serialize(Archive &archive, Part &part) {
    archive(part.x, part.y, part.number, part.label);
}

template <typename Archive> void serialize(Archive &archive, Record &record) {
    archive(record.id, record.flags, record.name, record.owner, record.parts, record.samples, record.attributes);
}

// A std::stringstream would be cereal's usual companion; it copies its text at each end, which isn't cereal's doing.
struct Memory : std::streambuf {
    explicit Memory(std::vector<char> &bytes) : bytes(bytes) { setp(bytes.data(), bytes.data() + bytes.size()); }
    std::size_t written() const { return static_cast<std::size_t>(pptr() - pbase()); }
    void read_back(std::size_t length) { setg(bytes.data(), bytes.data(), bytes.data() + length); }
    std::vector<char> &bytes;
};

int main(int count, char **arguments) {
    const Record record = make_record();
    std::vector<char> bytes(1 << 16);
    std::size_t size = 0;
    return measure(
        count, arguments,
        [&] {
            Memory memory(bytes);
            std::ostream stream(&memory);
            cereal::BinaryOutputArchive archive(stream);
            archive(record);
            return size = memory.written();
        },
        [&] {
            Memory memory(bytes);
            memory.read_back(size);
            std::istream stream(&memory);
            cereal::BinaryInputArchive archive(stream);
            Record read;
            archive(read);
            return sum_of_record(read);
        });
}
