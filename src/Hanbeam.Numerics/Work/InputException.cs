namespace Hanbeam.Numerics.Work;

/// <summary>
/// The user's input or call is at fault, not Hanbeam. The message is one sentence that names the file, the value, its unit and
/// the allowed range; the command line prints it as it is and exits with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">One sentence for the user.</param>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error and keeps what caused it for <c>--verbose</c>.</summary>
    /// <param name="message">One sentence for the user.</param>
    /// <param name="inner">The cause.</param>
    public InputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
