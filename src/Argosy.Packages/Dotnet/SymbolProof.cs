using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Dotnet;

/// <summary>Proves symbol packages: each PDB is the one that its assembly in the package requests from
/// debuggers.</summary>
public sealed class SymbolProof(ProjectPaths paths, TaskContext task)
{
    /// <summary>Checks the symbol package of a package; error ARG0726 if a PDB belongs to no assembly.</summary>
    public void Record(string package)
    {
        var symbols = Path.ChangeExtension(package, ".snupkg");
        var path = paths.Relative(symbols);
        using var pdbs = ZipFile.OpenRead(symbols);
        using var assemblies = ZipFile.OpenRead(package);
        foreach (var pdb in pdbs.Entries.Where(e => e.FullName.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            var assembly = assemblies.GetEntry(Path.ChangeExtension(pdb.FullName, ".dll"));
            if (assembly is null || IdOfPdb(pdb) != IdInAssembly(assembly))
                task.Disprove(path, ProofLevel.Fits, $"{pdb.FullName} doesn't belong to an assembly of the package");
        }

        // A package without symbols can't match.
        if (pdbs.Entries.All(e => !e.FullName.EndsWith(".pdb", StringComparison.Ordinal)))
            task.Disprove(path, ProofLevel.Fits, "it holds no PDB");
        else
            task.Record(path, ProofLevel.Fits, "each PDB is the one its assembly names");
    }

    // PE/COFF and Portable PDB specifications: the CodeView entry's GUID, followed by the entry's stamp.
    private static BlobContentId IdInAssembly(ZipArchiveEntry entry)
    {
        using var reader = new PEReader(new MemoryStream(Read(entry)));
        var code = reader.ReadDebugDirectory().Single(d => d.Type == DebugDirectoryEntryType.CodeView);
        return new(reader.ReadCodeViewDebugDirectoryData(code).Guid, code.Stamp);
    }

    private static BlobContentId IdOfPdb(ZipArchiveEntry entry)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Read(entry)));
        return new(provider.GetMetadataReader().DebugMetadataHeader!.Id);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var copy = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(copy);
        return copy.ToArray();
    }
}
