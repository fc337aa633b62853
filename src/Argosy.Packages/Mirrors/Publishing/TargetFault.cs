using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Errors of targets.</summary>
internal static class TargetFault
{
    public static ArgosyException Unusable(string place, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0595", new(place), $"the target can't be read or written: {cause.TrimEnd('.')}",
            "Readers still get the snapshot that was served before. Correct the cause and publish again."), inner);

    public static ArgosyException Locked(string place) => new(new Diagnostic("ARG0593", new(place),
        "another publisher holds the target's lock", "Let it end, then run the command again."));

    public static ArgosyException Missing(string place, string what, string remedy) =>
        new(new Diagnostic("ARG0599", new(place), what, remedy));
}
