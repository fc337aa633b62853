using System.Globalization;
using System.Text;

namespace Argosy.Images.Layers;

/// <summary>The names of a file in the format of <c>passwd(5)</c> or <c>group(5)</c>, with their numbers.</summary>
internal sealed class AccountList
{
    private const int LongestList = 1 << 20;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Lines without a number are left out.</summary>
    public static AccountList Read(FileEntry file)
    {
        var list = new AccountList();
        foreach (var fields in Encoding.UTF8.GetString(file.Content.Head(LongestList)).Split('\n')
            .Select(l => l.Split(':')))
        {
            if (fields.Length > 2
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                list._numbers.TryAdd(fields[0], id);
        }

        return list;
    }

    /// <summary>The number of a name; null for an unknown one.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var id) ? id : null;
}
