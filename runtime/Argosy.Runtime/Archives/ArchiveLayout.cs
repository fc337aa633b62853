using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>
/// The wire format of a parcel. All numbers are little-endian; nothing is aligned or padded.
/// <code>
///  header                       40 bytes, always
///  ┌──────────┬──────┬─────────┬────────────────┬───────────────────────────────┐
///  │ version  │ kind │  flags  │     source     │           session             │
///  │  u8  = 1 │  u8  │   u16   │ locality, u32  │   u64, as the receiver gave   │
///  ├──────────┴──────┴─────────┴────────────────┼────────────────┬──────────────┤
///  │                  call   u64                │  action  u32   │ index bytes  │
///  │      0: nobody waits for an answer         │ id by its name │     u32      │
///  ├─────────────────────┬──────────────────────┼────────────────┴──────────────┘
///  │  chunk entries u32  │    consumed  u32     │  parcels taken from this peer so far, modulo 2^32
///  └─────────────────────┴──────────────────────┘
///  index data                   `index bytes`: every index chunk, one behind the other
///  chunk table                  `chunk entries` of them; none when all fits into one index chunk
///  ┌───────────────────────────────────────────────────────────────┐
///  │ u64: kind in bits 0..1, bytes of the chunk in bits 2..63      │  8 bytes for an index chunk
///  ├───────────────────────────────┬───────────────────────────────┤
///  │ u64 remote address            │ u64 remote key                │  16 more for a payload chunk, when the
///  └───────────────────────────────┴───────────────────────────────┘  header has the flag Located
///  payload                      without Located: the payload chunks' bytes, in the order of the table
/// </code>
/// With the flag Deferred the parcel was too long for one eager message: one located payload entry follows the header,
/// whose bytes are index data and chunk table.
/// <code>
///  message of a parcel from which something is to be fetched: Located, Deferred or both
///  ┌────────────┬────────────────────────────────┬───────────────────┐
///  │   header   │  index data, chunk table; or   │  u64 ticket, the  │
///  │  40 bytes  │  the deferred entry, 24 bytes  │   sender's own    │
///  └────────────┴────────────────────────────────┴───────────────────┘
/// </code>
/// After fetching everything, the receiver sets the flag Fetched on its next message, which then ends with the ticket
/// (after its own, if it has one); or else sends a message of kind Fetched, whose `call` is the ticket: `call` of the
/// parcel itself belongs to its call, which may have no answer.
///
/// A self-contained archive, in a file or a test, is a parcel of kind Result with zero for source, session, call,
/// action, flags and consumed: header, index data, chunk table, payload, and nothing after.
/// </summary>
internal static class ArchiveLayout
{
    internal const byte Version = 1;
    internal const int HeaderLength = 40;
    internal const int EntryLength = 8;
    internal const int LocatedEntryLength = 24;
    internal const int KindBits = 2;

    /// <summary>The size of a value in bytes from which it becomes a separate chunk,
    /// unless configured otherwise.</summary>
    internal const int DefaultThreshold = 4096;

    /// <summary>Maximum bytes of one chunk: the size of a span.</summary>
    internal const long MaximumChunk = int.MaxValue;

    /// <summary>Maximum entries of one parcel.</summary>
    internal const int MaximumEntries = 65_536;

    /// <summary>Maximum payload chunks of one parcel: each can have an index chunk before it.
    /// Further values are index data.</summary>
    internal const int MaximumPayloadChunks = (MaximumEntries - 1) / 2;

    /// <summary>Maximum bytes of index data: the size of one block of memory after a header.</summary>
    internal const int MaximumIndex = int.MaxValue - 65_536;

    /// <summary>Maximum nesting of user types: neither a hostile archive nor a ring
    /// of objects overflows the stack.</summary>
    internal const int MaximumDepth = 64;
}

/// <summary>The kind of a chunk, with its number on the wire.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field's word for it.")]
public enum ChunkKind
{
    /// <summary>Part of the index data: values that were copied into the archive.</summary>
    Index = 0,

    /// <summary>Memory that stays in place; the network registers it on the fly if necessary.</summary>
    Pointer = 1,

    /// <summary>Memory of a registered pool: the network transfers it directly.</summary>
    Rma = 2,
}
