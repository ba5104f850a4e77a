// What this process took: user CPU in seconds, and the most memory that it held, in megabytes of 10^6 bytes.
exports.report = () => {
  const { user } = process.cpuUsage();
  console.log(JSON.stringify({ seconds: user / 1e6, megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 }));
};
