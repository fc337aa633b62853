namespace Argosy.Runtime.Generators.Emission;

/// <summary>
/// Names of generated files: a type's own, with a number if it differs from another type's only in case, since the
/// compiler rejects two such files.
/// </summary>
internal static class FileNames
{
    internal static IEnumerable<(string File, T Model)> Of<T>(IEnumerable<T> models, Func<T, string> name) =>
        models.GroupBy(name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.OrderBy(name, StringComparer.Ordinal)
                .Select((model, i) => (i == 0 ? name(model) : $"{name(model)}-{i + 1}", model)));
}
