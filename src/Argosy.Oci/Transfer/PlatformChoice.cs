using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Transfer;

/// <summary>Chooses platforms of an index.</summary>
internal static class PlatformChoice
{
    /// <summary>The first entry of each architecture, as an engine takes it. Error ARG0279 if one is missing.</summary>
    public static IReadOnlyList<Descriptor> Of(
        IReadOnlyList<Descriptor> entries, IReadOnlyList<Architecture> architectures, string place)
    {
        var chosen = new List<Descriptor>();
        var missing = new List<Architecture>();
        foreach (var architecture in architectures.Distinct())
        {
            var wanted = OciPlatform.Of(architecture).Normalized;
            if (entries.FirstOrDefault(e => e.Platform?.Normalized == wanted) is { } found) chosen.Add(found);
            else missing.Add(architecture);
        }

        if (missing.Count == 0) return chosen;
        var has = string.Join(", ", entries.Select(e => e.Platform?.ToString()).Where(p => p is not null));
        throw new ArgosyException(new Diagnostic("ARG0279", new(place),
            $"the image has no platform for {string.Join(", ", missing)}",
            has.Length > 0 ? $"It has {has}." : "Its index names no platforms."));
    }
}
