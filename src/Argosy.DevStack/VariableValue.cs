using System.Text;

namespace Argosy.DevStack;

/// <summary>What a localrc variable is set to, before it is written in one of the two forms.</summary>
internal abstract record VariableValue
{
    /// <summary>Right of <c>NAME=</c> in a <c>local.conf</c>; null where that form doesn't set the variable.</summary>
    public abstract string? InLocalConf(string name);

    /// <summary>As a job variable; null where that form doesn't set it.</summary>
    public abstract string? InJob { get; }
}

/// <summary>A text that DevStack must get as it is.</summary>
internal sealed record LiteralValue(string Text) : VariableValue
{
    public override string InLocalConf(string name) => ShellText.Of(Text);

    public override string InJob => JobText.Of(Text);
}

/// <summary>Another variable's value, with plain text around it: <c>http://$SERVICE_HOST:6080/</c>.</summary>
/// <param name="Before">Characters that mean nothing to a shell.</param>
/// <param name="Variable">The other variable.</param>
/// <param name="After">As <paramref name="Before"/>.</param>
internal sealed record ReferenceValue(string Before, string Variable, string After) : VariableValue
{
    public override string InLocalConf(string name) => InJob;

    public override string InJob => new StringBuilder(Before)
        .Append(After.Length == 0 ? $"${Variable}" : $"${{{Variable}}}").Append(After).ToString();
}

/// <summary>What only the place where DevStack runs can tell.</summary>
/// <param name="Template">What a job has: Ansible fills it in. Null: a job doesn't set it.</param>
/// <param name="Question">What whoever runs stack.sh by hand is asked for, where the environment doesn't say it. Null:
/// DevStack finds the value itself.</param>
internal sealed record GivenValue(string? Template, string? Question) : VariableValue
{
    // The shell stops and says the question: better than a cloud that half of the machines aren't in.
    public override string? InLocalConf(string name) => Question is null ? null : $"${{{name}:?{Question}}}";

    public override string? InJob => Template;
}
