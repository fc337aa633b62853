using System.Collections;
using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Archives;

/// <summary>Compares values by content, down to the last element, without any use of archives.</summary>
internal static class Structure
{
    internal static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string a, string b) => a == b,
        (Memory<byte> a, Memory<byte> b) => a.Span.SequenceEqual(b.Span),
        (IDictionary a, IDictionary b) => a.Count == b.Count
            && a.Keys.Cast<object>().All(key => b.Contains(key) && Same(a[key], b[key])),
        (IEnumerable a, IEnumerable b) => a.GetType() == b.GetType()
            && Same(a.Cast<object?>().ToArray(), b.Cast<object?>().ToArray()),
        (ITuple a, ITuple b) => Same(Items(a), Items(b)),
        (Branch a, Branch b) => Same(
            (a.Name, a.Weights, a.Notes, a.Branches), (b.Name, b.Weights, b.Notes, b.Branches)),
        (DateTime a, DateTime b) => a == b && a.Kind == b.Kind,
        (DateTimeOffset a, DateTimeOffset b) => a.EqualsExact(b),
        (decimal a, decimal b) => decimal.GetBits(a).SequenceEqual(decimal.GetBits(b)),
        _ => left.Equals(right) || (left.GetType() is { IsGenericType: true } type && SamePair(type, left, right)),
    };

    private static bool Same(object?[] left, object?[] right) =>
        left.Length == right.Length && left.Zip(right, Same).All(same => same);

    private static object?[] Items(ITuple tuple) => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])];

    private static bool SamePair(Type type, object left, object right) =>
        type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
        && Same(type.GetProperty("Key")!.GetValue(left), type.GetProperty("Key")!.GetValue(right))
        && Same(type.GetProperty("Value")!.GetValue(left), type.GetProperty("Value")!.GetValue(right));
}
