using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Runtime.Tests.Archives;

/// <summary>Random values that FsCheck doesn't make, or makes too simple.</summary>
public static class Values
{
    private static readonly string?[] s_letters = ["a", "\0", "é", "ß", "世", "🚢", "\u202e", "z", " "];

    internal static IArbMap All { get; } = ArbMap.Default.Merge(typeof(Values));

    public static Arbitrary<string?> Text() => Gen.OneOf(
        Gen.Constant((string?)null),
        Gen.Elements(s_letters).ArrayOf().Select(letters => (string?)string.Concat(letters))).ToArbitrary();

    public static Arbitrary<HashSet<T>> Set<T>() =>
        ArbMap.Default.ArbFor<T[]>().Convert(elements => elements.ToHashSet(), set => [.. set]);

    public static Arbitrary<Branch> Branches() => Gen.Sized(Tree).ToArbitrary();

    private static Gen<Branch> Tree(int size) =>
        from name in Text().Generator
        from weights in ArbMap.Default.GeneratorFor<double[]?>()
        from notes in ArbMap.Default.GeneratorFor<List<(int, string?)>>()
        from branches in size < 4 ? Gen.Constant(Array.Empty<Branch>()) : Tree(size / 4).ArrayOf(3)
        select new Branch(name, weights, notes, size == 1 ? null : [.. branches]);
}
