using System.Text;

namespace Argosy.Engine.Output;

/// <summary>Writes to a task's log.</summary>
internal sealed class TaskWriter(TaskRun task) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => task.LogText(value.ToString());

    public override void Write(string? value) => task.LogText(value ?? "");

    public override void WriteLine(string? value) => task.LogText($"{value}\n");

    public override void WriteLine() => task.LogText("\n");
}
