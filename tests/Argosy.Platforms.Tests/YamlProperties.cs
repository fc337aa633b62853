using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Platforms.Tests;

public sealed class YamlProperties
{
    [Fact]
    public void Whatever_the_text_reading_ends_with_a_map_or_a_diagnostic() => Prop.ForAll<string>(text =>
    {
        try
        {
            return YamlFile.Parse(text ?? "", "f") is not null;
        }
        catch (ArgosyException e)
        {
            return e.Diagnostics.All(d => d.Id.StartsWith("ARG01", StringComparison.Ordinal));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Distance_is_symmetric_and_zero_only_for_the_same_word() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>(
            (a, b) => Suggestion.Distance(a.Get, b.Get) == Suggestion.Distance(b.Get, a.Get)
                && Suggestion.Distance(a.Get, b.Get) == 0 == (a.Get == b.Get)).QuickCheckThrowOnFailure();

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Should.Throw<ArgosyException>(() => YamlFile.Parse("a: " + new string('[', 5000), "f"))
            .Message.ShouldStartWith("ARG0111 f:1");
}
