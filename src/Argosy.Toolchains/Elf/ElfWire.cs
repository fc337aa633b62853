namespace Argosy.Toolchains.Elf;

// Numbers of the ELF format. Source: System V gABI; LSB core, "Symbol Versioning".
//
// header      16 ident │ 2 type │ 2 machine │ 4 version │ W entry │ W phoff │ W shoff │ 4 flags │ 2 ehsize
//             │ 2 phentsize │ 2 phnum │ …                              W = 8 bytes in ELF64, 4 in ELF32
// program     ELF64: 4 type │ 4 flags │ 8 offset │ 8 vaddr │ 8 paddr │ 8 filesz │ 8 memsz │ 8 align
//             ELF32: 4 type │ 4 offset │ 4 vaddr │ 4 paddr │ 4 filesz │ 4 memsz │ 4 flags │ 4 align
// dynamic     W tag │ W value
// verneed     2 version │ 2 aux count │ 4 file name │ 4 to first aux │ 4 to next
//   vernaux   4 hash │ 2 flags │ 2 other │ 4 name │ 4 to next
// verdef      2 version │ 2 flags │ 2 index │ 2 aux count │ 4 hash │ 4 to first aux │ 4 to next
//   verdaux   4 name │ 4 to next
// symbol      ELF64: 4 name │ 1 info │ 1 other │ 2 section │ 8 value │ 8 size
//             ELF32: 4 name │ 4 value │ 4 size │ 1 info │ 1 other │ 2 section
// hash        E buckets │ E symbols │ …                             E = 8 bytes in s390x's ELF64, else 4
// GNU hash    4 buckets │ 4 first hashed symbol │ 4 words of filter │ 4 shift │ filter │ 4 each bucket │ 4 each symbol
// note        4 name size │ 4 data size │ 4 type │ name, padded to 4 │ data, padded to 4
internal static class ElfWire
{
    public static ReadOnlySpan<byte> Mark => [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    public const int LoadSegment = 1;
    public const int DynamicSegment = 2;
    public const int InterpreterSegment = 3;
    public const int NoteSegment = 4;
    public const int StackSegment = 0x6474e551;

    public const ulong EndTag = 0;
    public const ulong NeededTag = 1;
    public const ulong HashTag = 4;
    public const ulong StringTableTag = 5;
    public const ulong SymbolTableTag = 6;
    public const ulong StringTableSizeTag = 10;
    public const ulong SoNameTag = 14;
    public const ulong RPathTag = 15;
    public const ulong TextRelocationsTag = 22;
    public const ulong RunPathTag = 29;
    public const ulong FlagsTag = 30;
    public const ulong GnuHashTag = 0x6ffffef5;
    public const ulong VersionDefinitionTag = 0x6ffffffc;
    public const ulong VersionDefinitionCountTag = 0x6ffffffd;
    public const ulong VersionNeedTag = 0x6ffffffe;
    public const ulong VersionNeedCountTag = 0x6fffffff;

    public const ushort BaseFlag = 1;
    public const ushort WeakFlag = 2;
    public const uint BuildIdNote = 3;
    public const uint ExecutableFlag = 1;
    public const ulong TextRelocationsFlag = 4;
}
