namespace Argosy.Runtime.Launch;

/// <summary>One process to start.</summary>
/// <param name="Number">Its label.</param>
/// <param name="Program">With its arguments.</param>
/// <param name="Environment">Its variables besides the launcher's own.</param>
/// <param name="Cores">The cores it may use; null for all of the launcher's.</param>
internal sealed record LocalityStart(
    int Number, IReadOnlyList<string> Program, IReadOnlyList<KeyValuePair<string, string>> Environment, CoreSet? Cores)
{
    /// <summary>As a shell command.</summary>
    public override string ToString() => string.Join(
        ' ', [.. Environment.Select(one => $"{one.Key}={Quote(one.Value)}"), .. Binding, .. Program.Select(Quote)]);

    private string[] Binding => Cores is null ? [] : ["taskset", "-c", $"{Cores}"];

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c))
            ? word
            : $"'{word.Replace("'", @"'\''")}'";
}
