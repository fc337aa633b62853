namespace Argosy.Bench.Runtime.Archives;

/// <summary>A serializer of .NET with the record and memory of its own, used again and again.</summary>
internal interface IArchiveFormat : IDisposable
{
    string Name { get; }

    /// <summary>Writes the record, into the same memory each time where the format allows it.</summary>
    /// <returns>Bytes of the archive.</returns>
    int Write();

    /// <summary>Reads what was written last.</summary>
    /// <returns>The record's sum.</returns>
    ulong Read();
}
