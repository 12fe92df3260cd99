namespace Hanbeam.Benchmarks.Plans;

/// <summary>What one plan took.</summary>
/// <param name="Wall">Wall time of the process, s.</param>
/// <param name="Cpu">Processor time of the process, s.</param>
/// <param name="Stages">Wall time of <see cref="PlanProcess.Stages"/>, s.</param>
/// <param name="PeakBytes">Largest resident set, bytes.</param>
/// <param name="Spots">Spots of the plan.</param>
/// <param name="Iterations">Iterations of the optimisation.</param>
internal sealed record PlanTimes(double Wall, double Cpu, double[] Stages, long PeakBytes, int Spots, int Iterations);
