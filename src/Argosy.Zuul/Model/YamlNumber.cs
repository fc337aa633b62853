using System.Globalization;

namespace Argosy.Zuul.Model;

/// <summary>Numbers as YAML 1.1 readers understand them: <c>0600</c> is 384, <c>1:00:00</c> is 3600.</summary>
internal static class YamlNumber
{
    /// <summary>A whole number's value; false for any other scalar, and beyond 64 bits.</summary>
    public static bool TryInteger(TextNode text, out long value)
    {
        value = 0;
        if (text.Meaning != ScalarMeaning.Integer) return false;
        var digits = text.Value.Replace("_", "", StringComparison.Ordinal).AsSpan();
        var sign = digits is ['-', ..] ? -1 : 1;
        if (digits is ['-' or '+', ..]) digits = digits[1..];
        if (!TryMagnitude(digits, out value)) return false;
        value *= sign;
        return true;
    }

    /// <summary>The value as Python writes it: what a template that uses it gets.</summary>
    public static string Shown(TextNode text) => text.Meaning switch
    {
        ScalarMeaning.Integer => TryInteger(text, out var whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
            : text.Value,
        ScalarMeaning.Number => double.TryParse(
            text.Value.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number)
            ? Shown(number)
            : text.Value,
        _ => text.Value,
    };

    private static string Shown(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Any(c => c is '.' or 'E' or 'N' or 'I') ? text : $"{text}.0";
    }

    private static bool TryMagnitude(ReadOnlySpan<char> digits, out long value)
    {
        if (digits is ['0', 'b', ..]) return long.TryParse(digits[2..], NumberStyles.BinaryNumber, null, out value);
        if (digits is ['0', 'x', ..]) return long.TryParse(digits[2..], NumberStyles.HexNumber, null, out value);
        if (digits is ['0', _, ..]) return TryBase(digits, 8, out value);
        if (digits.Contains(':')) return TrySexagesimal(digits, out value);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TrySexagesimal(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        foreach (var part in digits.Split(':'))
        {
            if (!long.TryParse(digits[part], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                || value > long.MaxValue / 60 - 60 || place > 1_000_000_000)
                return false;
            value = value * 60 + place;
        }

        return true;
    }

    private static bool TryBase(ReadOnlySpan<char> digits, int radix, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (value > (long.MaxValue - radix) / radix) return false;
            value = value * radix + (digit - '0');
        }

        return true;
    }
}
