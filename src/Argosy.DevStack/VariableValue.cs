using System.Text;

namespace Argosy.DevStack;

/// <summary>The value of a localrc variable, before it is written in one of the two forms.</summary>
internal abstract record VariableValue
{
    /// <summary>The text right of <c>NAME=</c> in a <c>local.conf</c>; null if that form doesn't set the
    /// variable.</summary>
    public abstract string? InLocalConf(string name);

    /// <summary>The value as a job variable; null if that form doesn't set it.</summary>
    public abstract string? InJob { get; }
}

/// <summary>A text that DevStack must get unchanged.</summary>
internal sealed record LiteralValue(string Text) : VariableValue
{
    public override string InLocalConf(string name) => ShellText.Of(Text);

    public override string InJob => JobText.Of(Text);
}

/// <summary>Another variable's value, with plain text around it: <c>http://$SERVICE_HOST:6080/</c>.</summary>
/// <param name="Before">Characters without a special meaning in a shell.</param>
/// <param name="Variable">The other variable.</param>
/// <param name="After">As <paramref name="Before"/>.</param>
internal sealed record ReferenceValue(string Before, string Variable, string After) : VariableValue
{
    public override string InLocalConf(string name) => InJob;

    public override string InJob => new StringBuilder(Before)
        .Append(After.Length == 0 ? $"${Variable}" : $"${{{Variable}}}").Append(After).ToString();
}

/// <summary>A value that is known only where DevStack runs.</summary>
/// <param name="Template">The value in a job, which Ansible expands. Null: a job doesn't set it.</param>
/// <param name="Question">The question for a user who runs stack.sh by hand, if the environment doesn't have the value.
/// Null: DevStack determines the value itself.</param>
internal sealed record GivenValue(string? Template, string? Question) : VariableValue
{
    // The shell stops with the question: better than a cloud without half of its machines.
    public override string? InLocalConf(string name) => Question is null ? null : $"${{{name}:?{Question}}}";

    public override string? InJob => Template;
}
