using System.Globalization;
using Argosy.Artifacts.Files;

namespace Cake.Argosy;

/// <summary>The properties of a user's session that every program inherits and no output may depend on: umask, time
/// zone and language.</summary>
internal static class Surroundings
{
    private const string TimeZone = "TZ";
    private const string Locale = "LC_ALL";

    /// <summary>Sets the same ones everywhere, for this process and its children.</summary>
    /// <remarks>Programs write modes and times into archives (a wheel, a NuGet package), and sort and format by
    /// language: there is no complete list of such programs.</remarks>
    public static void Normalize()
    {
        PublishedModes.SetMask();
        Environment.SetEnvironmentVariable(TimeZone, "UTC");
        Environment.SetEnvironmentVariable(Locale, "C.UTF-8");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }
}
