using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Accepts a wheel that was built, or says why it isn't fit for its platform.</summary>
internal static class WheelAcceptance
{
    /// <summary>Its project is the one in the definition. Error ARG0513.</summary>
    public static void RequireProject(WheelFile wheel, WheelDefinition definition)
    {
        if (wheel.Name.Normalized != definition.Name)
            throw new ArgosyException(new Diagnostic("ARG0513", new(wheel.Name.FileName),
                $"it is a wheel of '{wheel.Name.Normalized}', where {WheelSet.FileName} has '{definition.Name}' "
                + $"for the source package '{definition.SourceNames[0]}'",
                $"Write 'name: {wheel.Name.Normalized}', or name the source package of '{definition.Name}'."));
    }

    /// <summary>Audits a wheel for a platform, and gives it the widest platform tag that is true of it, which renames
    /// the file.</summary>
    /// <remarks>Errors: ARG0509 for a tag that isn't the platform's, ARG0510 for a wheel without machine code where
    /// some is expected, or whose machine code the platform can't load, ARG0572 for anything else that is wrong with
    /// it; of reading ARG0511, ARG0571 and ARG0320.</remarks>
    /// <param name="wheel">The wheel.</param>
    /// <param name="platform">Its platform.</param>
    /// <param name="sysroot">A root of the platform, with the libraries that the wheel may use.</param>
    /// <param name="mayBePure">It may be a wheel for any machine.</param>
    public static WheelFile Accept(WheelFile wheel, Platform platform, string sysroot, bool mayBePure = false)
    {
        var report = WheelAudit.Read(wheel.Path);
        var tag = WheelFit.TagProblem(wheel.Name, platform, WheelFit.GlibcOf(platform, sysroot));
        if (tag is not null || (report.IsPure && wheel.Name.PlatformTag == "any" && !mayBePure))
            throw Misfit("ARG0509", wheel,
                tag ?? $"It is a wheel for any machine, where one of {platform} is expected.",
                "Its C extension failed to compile (see the log), or it has none.");
        if (report.IsPure && !mayBePure)
            throw Misfit("ARG0510", wheel, "It holds no shared object.",
                "Its C extension failed to compile: see the log.");
        if (report.Problems.Count > 0)
            throw Misfit("ARG0572", wheel, string.Join(' ', report.Problems),
                "Repair its build: the log has the commands that it ran.");
        if (WheelFit.ElfProblems(report, platform, sysroot).ToList() is { Count: > 0 } misfits)
            throw Misfit("ARG0510", wheel, string.Join(' ', misfits),
                "Did its build choose a compiler or libraries by itself, instead of CC and LDSHARED? See the log.");
        return Widen(wheel, report);
    }

    private static WheelFile Widen(WheelFile wheel, WheelReport report)
    {
        if (report.IsPure || report.PlatformTag == wheel.Name.PlatformTag) return wheel;
        var renamed = WheelRetagging.Write(wheel.Path, report.PlatformTag, Path.GetDirectoryName(wheel.Path)!);
        File.Delete(wheel.Path);
        return WheelFile.Read(renamed);
    }

    private static ArgosyException Misfit(string id, WheelFile wheel, string cause, string remedy) =>
        new(new Diagnostic(id, new(wheel.Name.FileName), cause.TrimEnd('.'), remedy));
}
