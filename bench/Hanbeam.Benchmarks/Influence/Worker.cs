using System.Diagnostics;
using System.Globalization;

namespace Hanbeam.Benchmarks.Influence;

/// <summary>A program that waits for a line and answers with numbers: so that it and we can take turns.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;

    public Worker(string program, params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Greeting = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{program} ended at once");
    }

    /// <summary>The line with which it said that it is ready.</summary>
    public string Greeting { get; }

    /// <summary>One turn of it.</summary>
    public double[] Turn()
    {
        process.StandardInput.WriteLine("go");
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the other program ended");
        return [.. answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
