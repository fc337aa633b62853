using Argosy.Images.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Publication;

/// <summary>How the command line has a release published.</summary>
/// <param name="Targets">The names of the steps to run, with commas; null for all that are declared.</param>
/// <param name="DryRun">Only says what would be published.</param>
/// <param name="Push">How images are pushed.</param>
/// <param name="Mirrors">How mirrors are published.</param>
public sealed record PublicationOptions(
    string? Targets, bool DryRun, PushSettings Push, Packages.Mirrors.Publishing.PublishSettings Mirrors)
{
    /// <summary>The option that chooses steps.</summary>
    public const string TargetOption = "release-target";

    /// <summary>Whether nothing is published: a dry run of a part is one of the whole, which would otherwise say that
    /// the part is public.</summary>
    public bool ChangesNothing => DryRun || Push.DryRun || Mirrors.DryRun;

    /// <summary>The chosen steps, in their own order. Error ARG0963 for a name that isn't declared.</summary>
    public IReadOnlyList<IPublicationStep> Choose(IReadOnlyList<IPublicationStep> declared)
    {
        if (Targets is null) return declared;
        var names = Targets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = names.Where(n => declared.All(s => s.Name != n)).Select(n => new Diagnostic("ARG0963",
            SourceLocation.CommandLine, $"--{TargetOption} names '{n}', which argosy.yaml doesn't declare",
            Suggestion.For(n, declared.Select(s => s.Name)))).ToList();
        return unknown.Count == 0
            ? [.. declared.Where(s => names.Contains(s.Name))]
            : throw new ArgosyException(unknown);
    }
}
