namespace Argosy.Runtime.Generators.Emission;

/// <summary>
/// Names of generated files: a type's own, with a number where another type's differs from it by upper and lower case alone, since
/// the compiler takes no two such files.
/// </summary>
internal static class FileNames
{
    internal static IEnumerable<(string File, T Model)> Of<T>(IEnumerable<T> models, Func<T, string> name) =>
        models.GroupBy(name, StringComparer.OrdinalIgnoreCase).SelectMany(same => same.OrderBy(name, StringComparer.Ordinal)
            .Select((model, i) => (i == 0 ? name(model) : $"{name(model)}-{i + 1}", model)));
}
