using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.JobHealth.Promotion;

/// <summary>Numbers of the policy, within their bounds.</summary>
internal static class PolicyValue
{
    /// <summary>A whole number, the default if the key is absent, or error ARG0688.</summary>
    public static int Whole(YamlMap map, string key, int absent, int least, int most)
    {
        if (map.Find(key)?.AsText() is not { } text) return absent;
        return text.AsInt() is var number && number >= least && number <= most
            ? number
            : throw Wrong(text, $"Write a whole number from {least} to {most}.");
    }

    /// <summary>A share, written as a number from 0 to 1 or in per cent; likewise.</summary>
    public static double Share(YamlMap map, string key, double absent)
    {
        if (map.Find(key)?.AsText() is not { } text) return absent;
        var isPercent = text.Value.EndsWith('%');
        var number = isPercent ? text.Value[..^1].TrimEnd() : text.Value;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && (isPercent ? share / 100 : share) is >= 0 and <= 1 and var value
            ? value
            : throw Wrong(text, "Write a number from 0 to 1, or per cent such as 85%.");
    }

    /// <summary>A factor of at least 1; likewise.</summary>
    public static double Factor(YamlMap map, string key, double absent)
    {
        if (map.Find(key)?.AsText() is not { } text) return absent;
        return double.TryParse(text.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is >= 1 and <= 20
            ? factor
            : throw Wrong(text, "Write a number from 1 to 20, such as 1.5.");
    }

    private static ArgosyException Wrong(YamlText text, string remedy) =>
        new(new Diagnostic("ARG0688", text.Place, $"'{text.Value}' is out of range", remedy));
}
