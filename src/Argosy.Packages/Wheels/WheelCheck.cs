using System.IO.Compression;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Wheels;

/// <summary>Checks whether a platform can load a wheel.</summary>
internal static class WheelCheck
{
    /// <summary>Its project is the one in the definition. Error ARG0513.</summary>
    public static void RequireProject(WheelFile wheel, WheelDefinition definition)
    {
        if (wheel.Name.Normalized != definition.Name)
            throw Misfit("ARG0513", wheel,
                $"it is a wheel of '{wheel.Name.Normalized}', where {WheelSet.FileName} has '{definition.Name}' "
                + $"for the source package '{definition.SourceNames[0]}'",
                $"Write 'name: {wheel.Name.Normalized}', or name the source package of '{definition.Name}'.");
    }

    /// <summary>Its tag is the platform's, and it has shared objects, whose machine, libraries and symbol versions the
    /// platform has. Errors ARG0509 and ARG0510.</summary>
    public static void Verify(WheelFile wheel, Platform platform, string sysroot)
    {
        if (!wheel.Name.Fits(platform))
            throw Misfit("ARG0509", wheel, $"its tag isn't that of {platform}, {platform.Distribution.PythonTag} and "
                + $"{platform.Architecture.WheelTag}",
                "Its C extension failed to compile (see the log), or it has none and is no case for "
                + "wheels/wheels.yaml.");
        using var zip = ZipFile.OpenRead(wheel.Path);
        var objects = zip.Entries.Where(e => e.Name.EndsWith(".so", StringComparison.Ordinal)
            || e.Name.Contains(".so.", StringComparison.Ordinal)).ToList();
        if (objects.Count == 0)
            throw Misfit("ARG0510", wheel, "it holds no shared object",
                "Its C extension failed to compile: see the log.");
        foreach (var entry in objects)
        {
            var fit = ElfFit.Check(Read(entry), platform, sysroot);
            if (!fit.Fits)
                throw Misfit("ARG0510", wheel,
                    $"{entry.FullName} doesn't fit {platform}: {string.Join(' ', fit.Problems).TrimEnd('.')}",
                    "Did its build choose a compiler or libraries by itself, instead of CC and LDSHARED? See the log.");
        }
    }

    private static ElfFile Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(content);
        content.Position = 0;
        return ElfFile.Read(content, entry.FullName);
    }

    private static ArgosyException Misfit(string id, WheelFile wheel, string cause, string remedy) =>
        new(new Diagnostic(id, new(wheel.Name.FileName), cause, remedy));
}
