namespace Argosy.Images.Finish;

/// <summary>The dynamic loader's rules for names of libraries.</summary>
internal static class LibraryNames
{
    /// <summary>The order of glibc's cache: numbers in names compare as numbers, and after other letters.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Whether a file may be a library.</summary>
    public static bool IsLibrary(string name) =>
        (name.StartsWith("lib", StringComparison.Ordinal) || name.StartsWith("ld", StringComparison.Ordinal))
        && name.Contains(".so", StringComparison.Ordinal)
        && (name[1] == 'i' || name.StartsWith("ld-", StringComparison.Ordinal)
            || name.StartsWith("ld.so.", StringComparison.Ordinal)
            || name.StartsWith("ld64.so.", StringComparison.Ordinal));

    private static int Compare(string left, string right)
    {
        var (l, r) = (0, 0);
        while (l < left.Length)
        {
            var isNumber = char.IsAsciiDigit(left[l]);
            var other = r < right.Length ? right[r] : '\0';
            if (isNumber && char.IsAsciiDigit(other))
            {
                var order = Number(left, ref l).CompareTo(Number(right, ref r));
                if (order != 0) return order;
            }
            else if (isNumber != char.IsAsciiDigit(other))
            {
                return isNumber ? 1 : -1;
            }
            else if (left[l] != other)
            {
                return left[l] - other;
            }
            else
            {
                (l, r) = (l + 1, r + 1);
            }
        }

        return r < right.Length ? -1 : 0;
    }

    // As glibc does: in 32 bits, whatever overflows.
    private static int Number(string text, ref int at)
    {
        var number = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            number = unchecked((number * 10) + (text[at] - '0'));
        return number;
    }
}
