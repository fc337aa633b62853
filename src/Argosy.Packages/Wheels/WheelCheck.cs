using System.Buffers.Binary;
using System.IO.Compression;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels;

/// <summary>Whether a wheel is what its platform can load.</summary>
internal static class WheelCheck
{
    /// <summary>Its tag is the platform's, and it holds shared objects, all for the platform's machine. Errors ARG0509
    /// and ARG0510.</summary>
    public static void Verify(WheelFile wheel, Platform platform)
    {
        if (!wheel.Name.Fits(platform))
            throw Misfit("ARG0509", wheel, $"its tag isn't that of {platform}, {platform.Distribution.PythonTag} and "
                + $"{platform.Architecture.WheelTag}", 
                "Its C extension failed to compile (see the log), or it has none and is no case for wheels/wheels.yaml.");
        using var zip = ZipFile.OpenRead(wheel.Path);
        var objects = zip.Entries.Where(e => e.Name.Contains(".so", StringComparison.Ordinal)).ToList();
        if (objects.Count == 0)
            throw Misfit("ARG0510", wheel, "it holds no shared object", "Its C extension failed to compile: see the log.");
        foreach (var entry in objects)
        {
            if (!IsFor(platform.Architecture, entry))
                throw Misfit("ARG0510", wheel, $"{entry.FullName} isn't an ELF file for {platform.Architecture}",
                    "Its build chose a compiler by itself instead of CC and LDSHARED: see the log.");
        }
    }

    private static bool IsFor(Architecture architecture, ZipArchiveEntry entry)
    {
        Span<byte> header = stackalloc byte[20];
        using var stream = entry.Open();
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return false;
        var machine = architecture.ByteOrder == ByteOrder.Little
            ? BinaryPrimitives.ReadUInt16LittleEndian(header[18..])
            : BinaryPrimitives.ReadUInt16BigEndian(header[18..]);
        return header.StartsWith("\u007fELF"u8) && header[5] == (byte)architecture.ByteOrder
            && machine == architecture.ElfMachine;
    }

    private static ArgosyException Misfit(string id, WheelFile wheel, string cause, string remedy) =>
        new(new Diagnosis(id, new(wheel.Name.FileName), cause, remedy));
}
