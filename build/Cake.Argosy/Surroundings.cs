using System.Globalization;
using Argosy.Artifacts.Files;

namespace Cake.Argosy;

/// <summary>What a user's session gives to every program and must reach no output: its mask of permissions, its time zone
/// and its language.</summary>
internal static class Surroundings
{
    private const string TimeZone = "TZ";
    private const string Locale = "LC_ALL";

    /// <summary>Gives this process, and all that it starts, the same ones everywhere.</summary>
    /// <remarks>Programs write modes and times into archives (a wheel, a NuGet package), and sort and spell by language:
    /// no list of programs says which of them do.</remarks>
    public static void Normalize()
    {
        PublishedModes.SetMask();
        Environment.SetEnvironmentVariable(TimeZone, "UTC");
        Environment.SetEnvironmentVariable(Locale, "C.UTF-8");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }
}
