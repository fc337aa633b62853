namespace Argosy.Bench.Runtime.Archives;

/// <summary>A .NET serializer with its own record and memory, which are reused.</summary>
internal interface IArchiveFormat : IDisposable
{
    string Name { get; }

    /// <summary>Writes the record, into the same memory each time if the format allows it.</summary>
    /// <returns>Bytes of the archive.</returns>
    int Write();

    /// <summary>Reads the archive that was written last.</summary>
    /// <returns>The record's sum.</returns>
    ulong Read();
}
