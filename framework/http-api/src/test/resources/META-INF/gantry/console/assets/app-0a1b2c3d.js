console.log("the console");
